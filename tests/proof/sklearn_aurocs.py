"""AUROC per label by scikit-learn: truth.csv predictions.csv id label..., rows joined by id."""
import csv
import json
import sys

from sklearn.metrics import roc_auc_score

truth, predictions, key, *labels = sys.argv[1:]


def rows(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return {row[key]: row for row in csv.DictReader(file)}


y_true, y_score = rows(truth), rows(predictions)
print(
    json.dumps(
        {
            label: roc_auc_score(
                [int(float(y_true[i][label])) for i in y_true],
                [float(y_score[i][label]) for i in y_true],
            )
            for label in labels
        }
    )
)
