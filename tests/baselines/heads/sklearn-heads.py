"""Writes sklearn-heads.json: what scikit-learn makes of a small generated table.

	python3 tests/baselines/heads/sklearn-heads.py > tests/baselines/heads/sklearn-heads.json
"""

import json

import numpy as np
import sklearn
from sklearn.datasets import make_classification
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC
from sklearn.tree import DecisionTreeClassifier

x, y = make_classification(
    n_samples=360, n_features=8, n_informative=5, weights=[0.75], flip_y=0.1, class_sep=0.8, random_state=7
)
x = np.round(x * [1, 3, 0.1, 1, 10, 1, 1, 1], 4).astype(np.float32)
train, test = slice(0, 240), slice(240, 360)
scaler = StandardScaler().fit(x[train].astype(np.float64))
z, zt = (scaler.transform(x[s].astype(np.float64)) for s in (train, test))


def linear(model):
    model.fit(z, y[train])
    return {"coefficients": model.coef_[0].tolist(), "intercept": float(model.intercept_[0])}


def scores(model):
    return model.fit(x[train], y[train]).predict_proba(x[test])[:, 1].tolist()


lr = dict(tol=1e-12, max_iter=100000)
svm = dict(tol=1e-10, max_iter=2000000, dual=True, random_state=0)
boost = dict(early_stopping=False, max_bins=255)
forest = RandomForestClassifier(300, random_state=0)
out = {
    "scikit-learn": sklearn.__version__,
    "columns": x.shape[1],
    "x": [float(f"{v:.7g}") for v in x.ravel()],
    "y": y.tolist(),
    "trainRows": 240,
    "logistic": {
        "c=1": linear(LogisticRegression(C=1, **lr)),
        "c=0.01": linear(LogisticRegression(C=0.01, **lr)),
        "c=1 balanced": linear(LogisticRegression(C=1, class_weight="balanced", **lr)),
    },
    "svm": {
        "squared-hinge c=1": linear(LinearSVC(C=1, **svm)),
        "hinge c=0.1": linear(LinearSVC(C=0.1, loss="hinge", **svm)),
        "squared-hinge c=0.1 balanced": linear(LinearSVC(C=0.1, class_weight="balanced", **svm)),
    },
    "boosting": {
        "default": scores(HistGradientBoostingClassifier(**boost)),
        "depth 3": scores(HistGradientBoostingClassifier(max_depth=3, learning_rate=0.05, l2_regularization=1, **boost)),
    },
    "tree": scores(DecisionTreeClassifier(max_depth=4, min_samples_leaf=5, random_state=0)),
    "tree balanced": scores(
        DecisionTreeClassifier(max_depth=3, min_samples_leaf=8, class_weight="balanced", random_state=0)
    ),
    "forestAuroc": roc_auc_score(y[test], scores(forest)),
}
print(json.dumps(out))
