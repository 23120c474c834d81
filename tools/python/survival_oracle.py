"""Survival curves by lifelines and scikit-survival, to compare with those of services/reporting.

Reads a JSON list of groups from standard input; a group is a list of stays [entry, days, ended, kind of end]. Prints a JSON list with,
for each group, the curve of both packages (days -> share that lasts longer), the median with its interval, or the error
with which a package refuses the group.
"""
import json
import math
import sys
import warnings

import numpy as np
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from lifelines.utils import median_survival_times, restricted_mean_survival_time
from sksurv.nonparametric import cumulative_incidence_competing_risks, kaplan_meier_estimator

warnings.simplefilter("ignore")
HORIZON = 730


def finite(value):
    return None if value is None or math.isinf(value) or math.isnan(value) else float(value)


def by_lifelines(entry, days, ended):
    fitter = KaplanMeierFitter().fit(days, event_observed=ended, entry=entry if entry.any() else None)
    curve = fitter.survival_function_.iloc[:, 0]
    interval = median_survival_times(fitter.confidence_interval_)
    quartiles = {str(share): finite(fitter.percentile(share)) for share in (0.75, 0.25)}
    return {
        "quartiles": quartiles,
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


def ends_by_lifelines(group, horizon=365):
    """Share that ended in each way by the horizon (Aalen-Johansen), of stays seen from their first day. Ties are kept as they are."""
    days = np.array([stay[1] for stay in group], dtype=float)
    kinds = np.array([stay[3] if stay[2] else 0 for stay in group])
    shares = {}
    for kind in sorted(set(kinds.tolist()) - {0}):
        fitter = AalenJohansenFitter(calculate_variance=False, jitter_level=0)
        fitter._check_for_duplicates = lambda **_: False
        curve = fitter.fit(days, kinds, event_of_interest=kind).cumulative_density_.iloc[:, 0]
        shares[str(kind)] = float(curve[curve.index <= horizon].iloc[-1])
    return shares


def ends_by_scikit(group, horizon=365):
    days = np.array([stay[1] for stay in group], dtype=float)
    kinds = np.array([stay[3] if stay[2] else 0 for stay in group])
    present = sorted(set(kinds.tolist()) - {0})
    if len(present) < 2:  # scikit-survival takes two risks or more
        return {}
    numbered = np.array([0 if kind == 0 else present.index(kind) + 1 for kind in kinds.tolist()])
    times, shares = cumulative_incidence_competing_risks(numbered, days)
    last = np.searchsorted(times, horizon, side="right") - 1
    return {str(kind): float(shares[at + 1][last]) if last >= 0 else 0.0 for at, kind in enumerate(present)}


def attempt(estimate, group):
    entry = np.array([stay[0] for stay in group], dtype=float)
    days = np.array([stay[1] for stay in group], dtype=float)
    ended = np.array([stay[2] for stay in group], dtype=bool)
    try:
        return estimate(entry, days, ended)
    except Exception as error:  # a refusal by a package is a result
        return {"refused": type(error).__name__}


groups = json.load(sys.stdin)

def ends(group):
    if any(stay[0] > 0 for stay in group):
        return None
    return {"lifelines": ends_by_lifelines(group), "scikit": ends_by_scikit(group)}


json.dump(
    [
        {"lifelines": attempt(by_lifelines, one), "scikit": attempt(by_scikit, one), "ends": ends(one)}
        for one in groups
    ],
    sys.stdout,
)
