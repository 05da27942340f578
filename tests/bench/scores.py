"""The same scores with scikit-learn: read the file, join by id, AUROC per finding on three splits.

Arguments: solution.csv submission.csv seconds. Prints JSON: reader, sklearn version, times, score.
"""

import csv
import json
import sys
import time

import numpy as np
import sklearn
from sklearn.metrics import roc_auc_score

try:
    import pandas as pd
except ImportError:
    pd = None

ID = "Image Index"


def read_with_pandas(path):
    frame = pd.read_csv(path, index_col=ID)
    return frame


def read_with_csv(path):
    with open(path, newline="") as file:
        rows = list(csv.reader(file))
    return rows[0], rows[1:]


def load(path, labels, ids):
    """Scores by label, in the order of `ids`."""
    if pd is not None:
        frame = read_with_pandas(path).loc[ids, labels]
        return frame.to_numpy(dtype=float)
    header, rows = read_with_csv(path)
    column = {name: i for i, name in enumerate(header)}
    wanted = [column[label] for label in labels]
    by_id = {row[column[ID]]: row for row in rows}
    return np.array([[float(by_id[i][c]) for c in wanted] for i in ids])


def main():
    solution_path, submission_path, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    header, rows = read_with_csv(solution_path)
    labels = [name for name in header if name not in (ID, "Usage")]
    ids = [row[0] for row in rows]
    usage = np.array([row[-1] for row in rows])
    y_true = np.array([[int(cell) for cell in row[1:-1]] for row in rows])
    splits = [usage == "Public", usage == "Private", np.ones(len(ids), dtype=bool)]

    def score():
        y_score = load(submission_path, labels, ids)
        return [
            float(np.mean([roc_auc_score(y_true[s, k], y_score[s, k]) for k in range(len(labels))]))
            for s in splits
        ]

    result, times = score(), []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(times) < 5:
        start = time.perf_counter()
        result = score()
        times.append(1000 * (time.perf_counter() - start))
    reader = f"pandas {pd.__version__}" if pd is not None else "csv module"
    print(json.dumps({"reader": reader, "sklearn": sklearn.__version__, "times": times, "scores": result}))


main()
