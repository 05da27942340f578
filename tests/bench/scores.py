"""The same scores with pandas and scikit-learn: read the file, join by id, AUROC per finding.

Arguments: truth.csv submission.csv task.json. The truth is read once, before anything is timed.
Prints a line of JSON (versions and scores), then for every line on standard input the milliseconds
of one run from the bytes of the submission to the scores.
"""

import io
import json
import sys
import time

import pandas as pd
import sklearn
from sklearn.metrics import roc_auc_score


def main():
    truth_path, submission_path, task_path = sys.argv[1:]
    with open(task_path) as file:
        task = json.load(file)
    truth = pd.read_csv(truth_path, dtype={task["id"]: str})
    ids = truth[task["id"]].tolist()
    y_true = truth[task["labels"]].to_numpy()
    with open(submission_path, "rb") as file:
        submission = file.read()

    def score():
        frame = pd.read_csv(io.BytesIO(submission), index_col=task["id"])
        y_score = frame.loc[ids, task["columns"]].to_numpy(dtype=float)
        return [float(roc_auc_score(y_true[:, k], y_score[:, k])) for k in range(y_true.shape[1])]

    versions = f"pandas {pd.__version__}, scikit-learn {sklearn.__version__}"
    print(json.dumps({"versions": versions, "scores": score()}), flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        score()
        print(1000 * (time.perf_counter() - start), flush=True)


main()
