"""Standard errors of AUROC by formulas written down independently of the scorer, with numpy.

Arguments: truth.csv predictions.csv id group label...; rows joined by id. Prints JSON by label:
auroc; delong (DeLong, DeLong & Clarke-Pearson 1988); clustered (Obuchowski 1997, equations 2 to 6);
and `mean`: the mean AUROC with its standard error by 1,000 resamples of whole groups.
"""

import csv
import json
import sys

import numpy as np

truth, predictions, key, group, *labels = sys.argv[1:]


def rows(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        # One of the real files has `prob_` before every name.
        plain = [{name.removeprefix("prob_"): cell for name, cell in row.items()} for row in csv.DictReader(file)]
        return {row[key]: row for row in plain}


def placements(positive, negative):
    """V10 of each positive and V01 of each negative: shares of the other class below, ties as half."""
    p, n = np.sort(positive), np.sort(negative)
    v10 = (np.searchsorted(n, positive, "left") + np.searchsorted(n, positive, "right")) / (2 * len(n))
    v01 = 1 - (np.searchsorted(p, negative, "left") + np.searchsorted(p, negative, "right")) / (2 * len(p))
    return v10, v01


def clustered_variance(v10, v01, groups_p, groups_n, theta):
    m, n = len(v10), len(v01)
    names = np.unique(np.concatenate([groups_p, groups_n]))
    at_p, at_n = np.searchsorted(names, groups_p), np.searchsorted(names, groups_n)
    size = len(names)
    d10 = np.bincount(at_p, v10, size) - np.bincount(at_p, minlength=size) * theta
    d01 = np.bincount(at_n, v01, size) - np.bincount(at_n, minlength=size) * theta
    i10, i01 = len(np.unique(groups_p)), len(np.unique(groups_n))
    s10 = i10 / ((i10 - 1) * m) * np.sum(d10**2)
    s01 = i01 / ((i01 - 1) * n) * np.sum(d01**2)
    s11 = size / (size - 1) * np.sum(d10 * d01)
    return s10 / m + s01 / n + 2 * s11 / (m * n)


y_true, y_score = rows(truth), rows(predictions)
ids = list(y_true)
groups = np.array([y_true[i][group] for i in ids])
result, columns = {}, []
for label in labels:
    y = np.array([int(float(y_true[i][label])) for i in ids])
    s = np.array([float(y_score[i][label]) for i in ids])
    columns.append((y, s))
    v10, v01 = placements(s[y == 1], s[y == 0])
    theta = float(np.mean(v10))
    m, n = len(v10), len(v01)
    delong = np.var(v10, ddof=1) / m + np.var(v01, ddof=1) / n
    clustered = clustered_variance(v10, v01, groups[y == 1], groups[y == 0], theta)
    result[label] = {"auroc": theta, "delong": float(delong**0.5), "clustered": float(clustered**0.5)}

rng = np.random.default_rng(20260101)
names, at = np.unique(groups, return_inverse=True)
members = [np.flatnonzero(at == g) for g in range(len(names))]


def mean_auroc(index):
    values = []
    for y, s in columns:
        y, s = y[index], s[index]
        if 0 < y.sum() < len(y):
            values.append(np.mean(placements(s[y == 1], s[y == 0])[0]))
    return float(np.mean(values))


resampled = [
    mean_auroc(np.concatenate([members[g] for g in rng.integers(0, len(names), len(names))]))
    for _ in range(1000 if len(ids) < 5000 else 200)
]
result["mean"] = {"auroc": mean_auroc(np.arange(len(ids))), "bootstrap": float(np.std(resampled, ddof=1))}
print(json.dumps(result))
