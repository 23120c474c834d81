"""Survival curves by lifelines and scikit-survival, to compare with those of services/reporting.

Reads a JSON list of groups from standard input; a group is a list of stays [entry, days, ended]. Prints a JSON list with,
for each group, the curve of both packages (days -> share that lasts longer), the median with its interval, or the error
with which a package refuses the group.
"""
import json
import math
import sys
import warnings

import numpy as np
from lifelines import KaplanMeierFitter
from lifelines.utils import median_survival_times, restricted_mean_survival_time
from sksurv.nonparametric import kaplan_meier_estimator

warnings.simplefilter("ignore")
HORIZON = 730


def finite(value):
    return None if value is None or math.isinf(value) or math.isnan(value) else float(value)


def by_lifelines(entry, days, ended):
    fitter = KaplanMeierFitter().fit(days, event_observed=ended, entry=entry if entry.any() else None)
    curve = fitter.survival_function_.iloc[:, 0]
    interval = median_survival_times(fitter.confidence_interval_)
    return {
        "curve": [[float(at), float(curve.loc[at])] for at in sorted(set(days[ended]))],
        "median": finite(fitter.median_survival_time_),
        "low": finite(interval.iloc[0, 0]),
        "high": finite(interval.iloc[0, 1]),
        "mean": finite(restricted_mean_survival_time(fitter, t=HORIZON)),
    }


def by_scikit(entry, days, ended):
    times, shares = kaplan_meier_estimator(ended, days, time_enter=entry)
    at = dict(zip(times.tolist(), shares.tolist()))
    return {"curve": [[float(one), float(at[one])] for one in sorted(set(days[ended]))]}


def attempt(estimate, group):
    entry = np.array([stay[0] for stay in group], dtype=float)
    days = np.array([stay[1] for stay in group], dtype=float)
    ended = np.array([stay[2] for stay in group], dtype=bool)
    try:
        return estimate(entry, days, ended)
    except Exception as error:  # a refusal by a package is a result
        return {"refused": type(error).__name__}


groups = json.load(sys.stdin)
json.dump([{"lifelines": attempt(by_lifelines, one), "scikit": attempt(by_scikit, one)} for one in groups], sys.stdout)
