#!/usr/bin/env python3
"""The second implementation of the rating rules.

Written from docs/domain.md (sections 3.1 to 3.9), docs/record-format.md and docs/rate-json.md, not from the program, and
in another style on purpose: fractions in place of integer edges, and judgements that are really turned and rated again in
place of formulas. Whoever changes a rule changes the text first, then both implementations.

It reads the state of an export, never its changes. The standard library is all it needs. `cargo xtask oracle` runs it;
`oracle.py --help` tells what it can do by itself.
"""

import argparse
import collections
import concurrent.futures
import functools
import itertools
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
from fractions import Fraction

RATINGS = ["inadequate", "requires-improvement", "good", "outstanding"]
HALF = Fraction(1, 2)

# How many ways of turning judgements are tried one by one before counting takes the place of trying.
TRIED_ONE_BY_ONE = 400


# Conditions: true, false, or None where it hangs on something not recorded


def holds(condition, case):
    """Whether a condition holds for a case; None where that hangs on something that is not recorded."""
    if condition is None:
        return True
    if "detail" in condition:
        return detail_is_one_of(condition["detail"], condition["in"], case)
    if "not" in condition:
        inner = holds(condition["not"], case)
        return None if inner is None else not inner
    if "all" in condition:
        parts = [holds(part, case) for part in condition["all"]]
        return False if False in parts else None if None in parts else True
    parts = [holds(part, case) for part in condition["any"]]
    return True if True in parts else None if None in parts else False


def detail_is_one_of(identifier, values, case):
    value = case.get("details", {}).get(identifier)
    return None if value is None else value in values


def counting_reading(case):
    return next((reading for reading in case.get("readings", []) if reading["counts"]), {})


# 3.2: from a share to a band


def edges_of(rules):
    """The three edges of the bands, in per cent, or None where the framework has no bands."""
    bands = rules.get("bands")
    return bands and (bands["requires_improvement"], bands["good"], bands["outstanding"])


@functools.lru_cache(maxsize=100_000)
def band(sufficient, judged, edges, rounding):
    """The rating of a share, as its place in RATINGS; None of nothing."""
    if judged == 0:
        return None
    percent = Fraction(sufficient, judged) * 100
    if rounding == "round-half-up":
        percent = Fraction((percent + HALF).__floor__())
    return max([0] + [rating for rating, edge in enumerate(edges, 1) if percent >= edge])


# 3.3: a standard read in cases


def state_in_case(standard, key_question, case):
    """`sufficient`, `not-sufficient`, `not-applicable` or `owed`."""
    is_asked = applies(standard, key_question, case)
    reading = counting_reading(case)
    # What a file calls hidden is the program's finding and is not relied on here.
    judgements = {**reading.get("hidden_judgements", {}), **reading.get("judgements", {})}
    verdict = judgements.get(key_question["reference"], {}).get("verdict")
    if is_asked is False or verdict == "not-applicable":
        return "not-applicable"
    if is_asked is None or verdict is None:
        return "owed"
    return verdict


def applies(standard, key_question, case):
    conditions = [holds(part.get("applies_when"), case) for part in (standard, key_question)]
    return False if False in conditions else None if None in conditions else True


def misplaced(framework, cases):
    """Judgements that stand among the hidden ones and count, or among the others and do not."""
    for domain in framework["domains"]:
        for standard in domain["standards"]:
            for key_question in standard["key_questions"]:
                reference = key_question["reference"]
                for case in cases:
                    is_asked = case["pool"] in standard.get("pools", []) and applies(standard, key_question, case)
                    for reading in case.get("readings", []):
                        if reference in reading.get("hidden_judgements" if is_asked else "judgements", {}):
                            yield f"case {case['number']}, {reference}: stands in the wrong place of the file"


def sheet_of(standard, cases):
    """For each key question read in cases, its state in each case of the sample."""
    return {
        key_question["reference"]: [
            state_in_case(standard, key_question, case) for case in cases
        ]
        for key_question in standard["key_questions"]
        if not is_judged_at_service_level(standard, key_question)
    }


def is_judged_at_service_level(standard, key_question):
    return standard["evidence"] == "judgement" or key_question.get("by_judgement", False)


def counts_of(sheet):
    """Sufficient and judged of each key question, in the order of the sheet."""
    counts = []
    for states in sheet.values():
        sufficient = states.count("sufficient")
        counts.append((sufficient, sufficient + states.count("not-sufficient")))
    return counts


class Rule:
    """How one standard comes to its computed rating: everything but the counts of its key questions."""

    def __init__(self, standard, rules, n_cases, proposal):
        self.edges = edges_of(rules)
        self.rounding = rules["rounding"]
        self.minimum = rules["minimum_cases"]
        self.rated = standard["rated"] and self.edges is not None
        self.evidence = standard["evidence"]
        self.combination = (standard.get("combination") or "lowest") if self.evidence == "mixed" else None
        self.n_cases = n_cases
        self.left_unrated = proposal == "not-rated"
        self.proposal = RATINGS.index(proposal) if proposal in RATINGS else None
        self.known = {}

    def outcome(self, counts):
        """The computed rating, or None, and the kind of its reason."""
        if not self.rated:
            return None, "unrated"
        if self.left_unrated:
            return None, "left-unrated"
        if self.evidence == "judgement" or self.combination == "judgement":
            return self.proposal, "not-proposed" if self.proposal is None else "proposed"
        if self.n_cases == 0:
            return None, "no-cases"
        if self.n_cases < self.minimum:
            return None, "too-few-cases"
        weakest = self.weakest(counts)
        if weakest is None:
            return None, "nothing-judged"
        if self.combination == "lowest" and self.proposal is None:
            return None, "not-proposed"
        if self.combination == "lowest" and self.proposal < weakest:
            return self.proposal, "proposed"
        return weakest, "weakest"

    def rating(self, counts):
        key = tuple(counts)
        if key not in self.known:
            self.known[key] = self.outcome(counts)[0]
        return self.known[key]

    def weakest(self, counts):
        return min((rating for rating in self.bands(counts) if rating is not None), default=None)

    def bands(self, counts):
        return [band(*count, self.edges, self.rounding) for count in counts]

    def movable(self):
        """Whether judgements in cases can bear on the rating."""
        return self.evidence == "cases" or self.combination == "lowest"


# 3.4: where the panel may use its discretion


def flags_of(rule, sheet, numbers, discretion):
    counts = counts_of(sheet)
    flags = {"near_edge": [], "one_case_up": [], "one_case_down": [], "few_cases": []}
    rating, kind = rule.outcome(counts)
    if discretion is None or kind != "weakest":
        return flags
    lowest_share = min(Fraction(*count) for count in counts if count[1])
    within = Fraction(discretion["within_points"])
    for reference, (sufficient, judged) in zip(sheet, counts):
        if not judged or Fraction(sufficient, judged) != lowest_share:
            continue
        if rating < 3 and rule.edges[rating] - lowest_share * 100 <= within:
            flags["near_edge"].append(
                {"key_question": reference, "edge_percent": rule.edges[rating], "toward": "up"}
            )
        if rating > 0 and lowest_share * 100 - rule.edges[rating - 1] <= within:
            flags["near_edge"].append(
                {"key_question": reference, "edge_percent": rule.edges[rating - 1], "toward": "down"}
            )
        if judged <= discretion["few_cases"]:
            flags["few_cases"].append({"key_question": reference, "cases": judged})
    if discretion["one_case"]:
        for place, number in enumerate(numbers):
            if rule.rating(counts_with_case_turned(sheet, place, "sufficient")) > rating:
                flags["one_case_up"].append(number)
            if rule.rating(counts_with_case_turned(sheet, place, "not-sufficient")) < rating:
                flags["one_case_down"].append(number)
    return flags


def counts_with_case_turned(sheet, place, verdict):
    turned = {}
    for reference, states in sheet.items():
        turned[reference] = states
        if states[place] in ("sufficient", "not-sufficient"):
            turned[reference] = states.copy()
            turned[reference][place] = verdict
    return counts_of(turned)


# 3.9: how many judgements would have to change


def cheapest_turns(rule, counts):
    """For every other rating the standard can be moved to: the fewest judgements that turn.

    Upwards a rating is taken as reached where the new one is at least that, downwards where it is at most that.
    """
    counts = tuple(counts)
    counted = cheapest_by_counting(rule, counts)
    ways = 1
    for sufficient, judged in counts:
        ways *= judged + 1
    if ways <= TRIED_ONE_BY_ONE:
        tried = cheapest_by_trying(rule, counts)
        assert tried == counted, (counts, tried, counted)
    return counted


def cheapest_by_trying(rule, counts):
    """Breadth first: all standings one turned judgement away, then two, and so on."""
    before = rule.rating(counts)
    cheapest = {}
    for step, verdicts_in_favour in ((1, True), (-1, False)):
        seen = {counts}
        edge_of_search = [counts]
        cost = 0
        while edge_of_search:
            for standing in edge_of_search:
                after = rule.rating(standing)
                reached = range(before + 1, after + 1) if verdicts_in_favour else range(after, before)
                for rating in reached:
                    cheapest.setdefault(rating, cost)
            cost += 1
            next_edge = []
            for standing in edge_of_search:
                for place, (sufficient, judged) in enumerate(standing):
                    if 0 <= sufficient + step <= judged:
                        turned = standing[:place] + ((sufficient + step, judged),) + standing[place + 1 :]
                        if turned not in seen:
                            seen.add(turned)
                            next_edge.append(turned)
            edge_of_search = next_edge
    return cheapest


def cheapest_by_counting(rule, counts):
    """Upwards every key question has to be there; downwards one alone is enough."""
    before = rule.rating(counts)
    cheapest = {}
    for rating in range(before + 1, 4):
        if rule.proposal is None or rule.combination is None or rule.proposal >= rating:
            needed = [turns_up(rule, count, rating) for count in counts if count[1]]
            if None not in needed:
                cheapest[rating] = sum(needed)
    for rating in range(before):
        needed = [turns_down(rule, count, rating) for count in counts if count[1]]
        if any(turns is not None for turns in needed):
            cheapest[rating] = min(turns for turns in needed if turns is not None)
    return cheapest


def turns_up(rule, count, rating):
    return turns_up_to(*count, rating, rule.edges, rule.rounding)


def turns_down(rule, count, rating):
    return turns_down_to(*count, rating, rule.edges, rule.rounding)


@functools.lru_cache(maxsize=100_000)
def turns_up_to(sufficient, judged, rating, edges, rounding):
    for turns in range(judged - sufficient + 1):
        if band(sufficient + turns, judged, edges, rounding) >= rating:
            return turns
    return None


@functools.lru_cache(maxsize=100_000)
def turns_down_to(sufficient, judged, rating, edges, rounding):
    for turns in range(sufficient + 1):
        if band(sufficient - turns, judged, edges, rounding) <= rating:
            return turns
    return None


# 3.6: the overall rating


class Scale:
    """The points of the ratings, the framework's table and its cap."""

    def __init__(self, rules):
        points = rules.get("points") or {}
        self.points = [points.get(name.replace("-", "_"), place) for place, name in enumerate(RATINGS)]
        self.table = rules.get("overall")
        self.cap = rules.get("cap")
        self.known = {}

    def is_derived(self, maximum):
        return self.table is None or self.table["maximum"] != maximum

    def rating_of_total(self, total, maximum):
        key = total, maximum
        if key not in self.known:
            self.known[key] = self.weigh(total, maximum)
        return self.known[key]

    def weigh(self, total, maximum):
        if maximum == 0:
            return None
        if self.is_derived(maximum):
            average = Fraction(total, maximum)
            return sum(average > edge for edge in (Fraction(1, 6), HALF, Fraction(5, 6)))
        return sum(total >= self.table[name.replace("-", "_")] for name in RATINGS[1:])

    def capped(self, rating, n_weak):
        if rating is None or self.cap is None or n_weak < self.cap["number"]:
            return rating
        return min(rating, RATINGS.index(self.cap["at_most"]))

    def is_weak(self, rating):
        return rating is not None and self.cap is not None and rating <= RATINGS.index(self.cap["weak"])


def overall_of(scale, in_total, elsewhere):
    """The total and its rating.

    `in_total` holds the rating of every standard that counts, None where it is still owed; `elsewhere` that of the
    others. Both go by reference.
    """
    rated = [rating for rating in in_total.values() if rating is not None]
    total = sum(scale.points[rating] for rating in rated)
    maximum = max(scale.points) * len(in_total)
    plain = None
    if len(rated) == len(in_total):
        plain = scale.rating_of_total(total, maximum)
    rating = scale.capped(plain, n_weak(scale, in_total, elsewhere))
    return {
        "points": total,
        "maximum": maximum,
        "rating": rating,
        "derived_bands": maximum > 0 and scale.is_derived(maximum),
        "capped_from": None if rating == plain else plain,
        "plain": plain,
    }


def n_weak(scale, in_total, elsewhere):
    if scale.cap is None:
        return 0
    everything = {**elsewhere, **in_total}
    looked_at = set(named_by_cap(scale) or in_total)
    return sum(scale.is_weak(everything.get(reference)) for reference in looked_at)


def fewest_judgements_overall(scale, in_total, elsewhere, turns, upwards):
    """The fewest judgements over all standards that count so that the overall rating is higher, or lower.

    `turns` holds, by reference, what cheapest_turns gives. None where it cannot be done.
    """
    now = overall_of(scale, in_total, elsewhere)["rating"]
    if now is None:
        return None
    choices = {}
    for reference, rating in in_total.items():
        moves = turns.get(reference, {}).items()
        choices[reference] = [(0, rating)]
        choices[reference] += [(cost, other) for other, cost in moves if (other > rating) == upwards]
    ways = 1
    for choice in choices.values():
        ways *= len(choice)
    found = fewest_by_cost(scale, elsewhere, choices, upwards, now)
    if ways <= TRIED_ONE_BY_ONE:
        tried = fewest_by_trying(scale, in_total, elsewhere, choices, upwards, now)
        assert tried == found, (choices, tried, found)
    return found


def named_by_cap(scale):
    return scale.cap.get("standards", []) if scale.cap else []


def is_moved(after, now, upwards):
    return after > now if upwards else after < now


def fewest_by_trying(scale, in_total, elsewhere, choices, upwards, now):
    """Every choice of ratings is rated as a whole."""
    fewest = None
    for way in itertools.product(*choices.values()):
        ratings = dict(zip(choices, (rating for _, rating in way)))
        cost = sum(cost for cost, _ in way)
        after = overall_of(scale, ratings, elsewhere)["rating"]
        if is_moved(after, now, upwards) and (fewest is None or cost < fewest):
            fewest = cost
    return fewest


def fewest_by_cost(scale, elsewhere, choices, upwards, now):
    """All totals that a given number of judgements can make, standard by standard, with the number of weak ones."""
    maximum = max(scale.points) * len(choices)
    named = named_by_cap(scale)
    # Nothing moves outside the total.
    made = {(0, n_weak(scale, {}, elsewhere)): 0}
    for reference, choice in choices.items():
        looked_at = not named or reference in named
        after = {}
        for (total, weak), cost in made.items():
            for more, rating in choice:
                key = (total + scale.points[rating], weak + (looked_at and scale.is_weak(rating)))
                if cost + more < after.get(key, cost + more + 1):
                    after[key] = cost + more
        made = after
    costs = [
        cost
        for (total, weak), cost in made.items()
        if is_moved(scale.capped(scale.rating_of_total(total, maximum), weak), now, upwards)
    ]
    return min(costs, default=None)


def points_to_next(scale, overall):
    """Points from the total to the next edge above, and down to the last total of the rating below."""
    total, maximum, now = overall["points"], overall["maximum"], overall["plain"]
    if overall["rating"] is None:
        return None, None
    up = next((t - total for t in range(total, maximum + 1) if scale.rating_of_total(t, maximum) > now), None)
    down = next((total - t for t in range(total, -1, -1) if scale.rating_of_total(t, maximum) < now), None)
    return up, down


# A whole inspection


def rate(export):
    """What docs/rate-json.md says of an export, as far as it is compared."""
    return rate_with_ways(export)[0]


def rate_with_ways(export):
    """As `rate`; and what tells whether a way up or down that a program names is one, see `wrong_in_way`."""
    content = export["content"]
    framework = content["framework"]
    rules, inspection = framework["rules"], content["inspection"]
    sample = [case for case in content["cases"] if "withdrawn" not in case]
    proposals = {entry["standard"]: entry.get("rating") for entry in inspection.get("proposed", [])}
    given = {entry.get("standard"): entry.get("rating") for entry in inspection.get("given", [])}
    scale = Scale(rules)

    domains, computed, in_total, left_out, turns = [], {}, [], [], {}
    for domain in framework["domains"]:
        results = []
        for standard in domain["standards"]:
            reference = standard["reference"]
            result, moves = rate_standard(
                standard, sample, framework, proposals.get(reference), given.get(reference), scale
            )
            results.append(result)
            computed[reference] = place_of(result["computed"])
            turns[reference] = moves
            if standard["in_total"] and standard["rated"]:
                in_total.append(reference)
            if result["left_out"]:
                left_out.append(reference)
        counted = [r for r in results if r["reference"] in in_total and not r["left_out"]]
        domains.append(
            {
                "reference": domain["reference"],
                "subtotal": {
                    "points": sum(r["points"] for r in counted if r["points"] is not None),
                    "maximum": max(scale.points) * len(counted),
                },
                "standards": results,
            }
        )

    counted = {r: computed[r] for r in in_total if r not in left_out}
    elsewhere = {r: rating for r, rating in computed.items() if r not in counted}
    overall = overall_of(scale, counted, elsewhere)
    up, down = (
        fewest_judgements_overall(scale, counted, elsewhere, turns, upwards) for upwards in (True, False)
    )
    points_up, points_down = points_to_next(scale, overall)

    with_panel = None
    by_panel = {r: place_of(rating) for r, rating in given.items() if r is not None and rating is not None}
    if by_panel:
        standing = {**computed, **by_panel}
        counted_now = {r: standing[r] for r in in_total if r in by_panel or r not in left_out}
        elsewhere_now = {r: rating for r, rating in standing.items() if r not in counted_now}
        with_panel = overall_of(scale, counted_now, elsewhere_now)

    n_owed = sum(
        key_question["owed"]
        for domain in domains
        for standard in domain["standards"]
        for key_question in standard["key_questions"]
    )
    overall_standing = given.get(None)
    if overall_standing is None and with_panel:
        overall_standing = name_of(with_panel["rating"])
    if overall_standing is None:
        overall_standing = name_of(overall["rating"])
    result = {
        "n_cases": len(sample),
        "n_withdrawn": len(content["cases"]) - len(sample),
        "owed": {"judgements": n_owed},
        "domains": domains,
        "overall": shown_overall(overall),
        "judgements_to_move": {
            "points_up": points_up,
            "points_down": points_down,
            "up": None if up is None else {"judgements": up},
            "down": None if down is None else {"judgements": down},
        },
        "overall_with_panel": with_panel and shown_overall(with_panel),
        "standing": overall_standing,
        "missing": [r for r, rating in counted.items() if rating is None and r not in by_panel],
    }
    return result, functools.partial(wrong_in_way, scale, counted, elsewhere, turns)


def wrong_in_way(scale, in_total, elsewhere, turns, named, upwards):
    """What is wrong with a way up or down. There may be several as cheap, so it is only held to be one of them."""
    after, cost = dict(in_total), 0
    for step in named["standards"] if named else []:
        reference, rating = step["reference"], place_of(step["rating"])
        fewest = turns.get(reference, {}).get(rating)
        if fewest != step["judgements"]:
            yield f"way of {reference} to {step['rating']}: takes {fewest}, not {step['judgements']}"
        after[reference] = rating
        cost += step["judgements"]
    if named:
        now, then = (overall_of(scale, ratings, elsewhere)["rating"] for ratings in (in_total, after))
        if cost != named["judgements"] or None in (now, then) or not is_moved(then, now, upwards):
            yield f"way {'up' if upwards else 'down'}: {json.dumps(named)} does not lead there"


def rate_standard(standard, sample, framework, proposal, given, scale):
    """The result of a standard, and what its judgements can do."""
    rules = framework["rules"]
    cases = [case for case in sample if case["pool"] in standard.get("pools", [])]
    if standard["evidence"] == "judgement":
        cases = []
    sheet = sheet_of(standard, cases)
    counts = counts_of(sheet)
    rule = Rule(standard, rules, len(cases), proposal)
    rating, kind = rule.outcome(counts)
    bands = dict(zip(sheet, rule.bands(counts))) if rule.rated else {}
    moves = cheapest_turns(rule, counts) if rating is not None and rule.movable() else {}
    numbers = [case["number"] for case in cases]
    deciding = [r for r in sheet if bands.get(r) == rating] if kind == "weakest" else []
    left_out = (
        kind in ("unrated", "left-unrated", "too-few-cases")
        or standard.get("optional", False)
        and rating is None
        and rule.proposal is None
        and not cases
    )
    result = {
        "reference": standard["reference"],
        "in_total": standard["in_total"],
        "left_out": left_out,
        "computed": name_of(rating),
        "points": None if rating is None else scale.points[rating],
        "proposed": name_of(rule.proposal),
        "because": {
            "kind": kind,
            "key_questions": deciding,
            "deciding_cases": [
                {
                    "key_question": r,
                    "not_sufficient": [
                        number for number, state in zip(numbers, sheet[r]) if state == "not-sufficient"
                    ],
                }
                for r in deciding
            ],
            "without_cases": [
                r
                for r, states in sheet.items()
                if cases and all(state == "not-applicable" for state in states)
            ],
            "cases": len(cases) if kind == "too-few-cases" else None,
            "minimum": rule.minimum if kind == "too-few-cases" else None,
        },
        "flags": flags_of(rule, sheet, numbers, rules.get("discretion")),
        "judgements_to_move": {
            "up": min((cost for other, cost in moves.items() if other > rating), default=None),
            "down": min((cost for other, cost in moves.items() if other < rating), default=None),
        },
        "standing": given if given is not None else name_of(rating),
        "key_questions": [
            rated_key_question(standard, key_question, sheet, bands, rule)
            for key_question in standard["key_questions"]
        ],
    }
    return result, moves


def rated_key_question(standard, key_question, sheet, bands, rule):
    reference = key_question["reference"]
    states = sheet.get(reference)
    if states is None:
        return {
            "reference": reference,
            "by_judgement": True,
            "share": None,
            "rating": None,
            "rests_on_rounding": False,
            "not_applicable": 0,
            "owed": 0,
        }
    ((sufficient, judged),) = counts_of({reference: states})
    percent = None
    if judged:
        percent = (Fraction(sufficient, judged) * 100 + HALF).__floor__()
    both_ways = set()
    if rule.rated and judged:
        both_ways = {band(sufficient, judged, rule.edges, way) for way in ("round-half-up", "exact")}
    return {
        "reference": reference,
        "by_judgement": False,
        "share": {"part": sufficient, "of": judged, "percent": percent},
        "rating": name_of(bands.get(reference)),
        "rests_on_rounding": len(both_ways) > 1,
        "not_applicable": states.count("not-applicable"),
        "owed": states.count("owed"),
    }


def shown_overall(overall):
    return {
        "points": overall["points"],
        "maximum": overall["maximum"],
        "rating": name_of(overall["rating"]),
        "derived_bands": overall["derived_bands"],
        "capped_from": name_of(overall["capped_from"]),
    }


def name_of(place):
    return None if place is None else RATINGS[place]


def place_of(name):
    return None if name is None else RATINGS.index(name)


# Comparing


def differences(expected, actual, path=""):
    """Every place where the two part, as lines of text. Keys that are not expected are not looked at."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key, value in expected.items():
            place = f"{path}.{key}" if path else key
            if key not in actual:
                yield f"{place}: missing, should be {json.dumps(value)}"
            else:
                yield from differences(value, actual[key], place)
    elif isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        for place, (value, other) in enumerate(zip(expected, actual)):
            name = value["reference"] if isinstance(value, dict) and "reference" in value else place
            yield from differences(value, other, f"{path}[{name}]")
    elif expected != actual or isinstance(expected, bool) != isinstance(actual, bool):
        yield f"{path}: the program has {json.dumps(actual)}, the second implementation {json.dumps(expected)}"


class Findings:
    """What was compared, how often each thing turned up in it, and where the two parted."""

    def __init__(self):
        self.n_compared = 0
        self.seen = collections.Counter()
        self.lines = []

    def add(self, name, lines):
        self.n_compared += 1
        self.lines.extend(f"{name}: {line}" for line in lines)

    def join(self, other):
        self.n_compared += other.n_compared
        self.seen.update(other.seen)
        self.lines.extend(other.lines)


def compare_files(command, files, many):
    """Rates exports with another program and holds its findings against our own.

    With `many` one call is given all of them. Each is answered by one object, on one line or several, which is known by
    `files[0].name`.
    """
    findings = Findings()
    calls = [files] if many else [[file] for file in files]
    answers = [answer for call in calls for answer in objects_in(text_of([*command, *call]))]
    by_name = {answer["files"][0]["name"]: answer for answer in answers}
    for file in files:
        with open(file, encoding="utf-8-sig") as text:
            export = json.load(text)
        content = export["content"]
        expected, wrong_in = rate_with_ways(export)
        lines = list(misplaced(content["framework"], content["cases"]))
        if file in by_name:
            actual = by_name[file]
            lines += differences(expected, actual)
            lines += wrong_in(actual["judgements_to_move"]["up"], True)
            lines += wrong_in(actual["judgements_to_move"]["down"], False)
        else:
            lines.append("is not rated by the program")
        findings.add(file, lines)
        findings.seen.update(things_in(content, expected))
    return findings


def objects_in(text):
    decoder, at = json.JSONDecoder(), 0
    while at < len(text):
        answer, at = decoder.raw_decode(text, at)
        yield answer
        while text[at : at + 1].isspace():
            at += 1


def text_of(command):
    ran = subprocess.run(command, capture_output=True, encoding="utf-8")
    if ran.returncode != 0:
        raise SystemExit(f"{' '.join(command[:4])} ... failed:\n{ran.stderr}")
    return ran.stdout


# What 1,000 inspections by chance must not be without, or the comparison says nothing about it.
EXPECTED_THINGS = [
    *("weakest", "proposed", "not-proposed", "nothing-judged", "no-cases", "too-few-cases", "left-unrated", "unrated"),
    *("near_edge", "one_case_up", "one_case_down", "few_cases", "moved up", "moved down", "left out", "without cases"),
    *("overall", "overall up", "overall down", "capped", "derived", "by the table", "panel", "panel overall", "missing"),
    *("round-half-up", "exact", "rests on rounding", "proposed beside shares", "withdrawn", "not applicable", "owed"),
    *("hidden judgements", "second reading", "chosen cases", "no bands", "no table", "no discretion", "optional"),
]


def things_in(content, expected):
    """Which of the things that can happen happen in an inspection."""
    rules = content["framework"]["rules"]
    overall = expected["overall"]
    readings = [reading for case in content["cases"] for reading in case.get("readings", [])]
    things = {
        rules["rounding"]: True,
        "no bands": "bands" not in rules,
        "no table": "overall" not in rules,
        "no discretion": "discretion" not in rules,
        "withdrawn": expected["n_withdrawn"],
        "owed": expected["owed"]["judgements"],
        "hidden judgements": any("hidden_judgements" in reading for reading in readings),
        "second reading": not all(reading["counts"] for reading in readings),
        "chosen cases": content["cases"] and not {"proposed", "given"} & set(content["inspection"]),
        "overall": overall["rating"],
        "overall up": expected["judgements_to_move"]["up"],
        "overall down": expected["judgements_to_move"]["down"],
        "capped": overall["capped_from"],
        "derived": overall["rating"] and overall["derived_bands"],
        "by the table": overall["rating"] and not overall["derived_bands"],
        "panel": expected["overall_with_panel"],
        "panel overall": any("standard" not in one for one in content["inspection"].get("given", [])),
        "missing": expected["missing"],
    }
    yield from (name for name, found in things.items() if found)
    standards = [one for domain in content["framework"]["domains"] for one in domain["standards"]]
    results = [one for domain in expected["domains"] for one in domain["standards"]]
    for standard, result in zip(standards, results):
        because, moves = result["because"], result["judgements_to_move"]
        yield because["kind"]
        yield from (name for name, flagged in result["flags"].items() if flagged)
        things = {
            "moved up": moves["up"],
            "moved down": moves["down"],
            "left out": result["left_out"],
            "optional": standard.get("optional"),
            "without cases": because["without_cases"],
            "proposed beside shares": because["kind"] == "proposed" and standard["evidence"] == "mixed",
            "rests on rounding": any(one["rests_on_rounding"] for one in result["key_questions"]),
            "not applicable": any(one["not_applicable"] for one in result["key_questions"]),
        }
        yield from (name for name, found in things.items() if found)


# Inspections by chance


def inspections(maker, command, many, seed, first, count):
    """Has inspections written, rated and compared, and puts the files away again."""
    with tempfile.TemporaryDirectory(prefix="caseread-oracle-") as folder:
        text_of([maker, "write", folder, str(seed), str(first), str(count)])
        files = [f"{folder}/{seed}-{at}.json" for at in range(first, first + count)]
        findings = compare_files(command, files, many)
        findings.lines = [line.removeprefix(f"{folder}/") for line in findings.lines]
        return findings


# Tables


def tables(maker, name, whole):
    """Holds a table of the maker against our own findings."""
    findings = Findings()
    command = [maker, "table", name, *(["--full"] if whole else [])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as running:
        framework = None
        for line in running.stdout:
            row = json.loads(line)
            if "table" in row:
                framework = row["framework"]
                check = TABLES[row["table"]]
                title = f"{row['table']}, {json.dumps(framework['rules'])[:200]}"
                memory = {}
            else:
                n_rows, lines = check(framework, row, memory)
                findings.n_compared += n_rows - 1
                findings.add(f"table {title}: key {row['key']}", lines)
    if running.returncode != 0:
        findings.add(f"table {name}", ["the maker did not come to an end"])
    return findings


def check_shares(framework, row, memory):
    """`[n, k]`: the first `k` of `n` cases are sufficient, the others not."""
    n, k = row["key"]
    return check_cases(framework, row, {"1.1.1": verdicts(n, k, 0)})


def check_mixes(framework, row, memory):
    """`[n, k1, na1, k2, na2]`: as in the table of shares; not applicable ones stand between; the second from the end."""
    n, k1, na1, k2, na2 = row["key"]
    return check_cases(framework, row, {"1.1.1": verdicts(n, k1, na1), "1.1.2": verdicts(n, k2, na2)[::-1]})


def verdicts(n, sufficient, not_applicable):
    rest = n - sufficient - not_applicable
    return ["sufficient"] * sufficient + ["not-applicable"] * not_applicable + ["not-sufficient"] * rest


def check_cases(framework, row, by_key_question):
    cases = [
        {
            "number": f"{place + 1:03}",
            "pool": "pool",
            "readings": [
                {
                    "counts": True,
                    "judgements": {r: {"verdict": all_of[place]} for r, all_of in by_key_question.items()},
                }
            ],
        }
        for place in range(row["key"][0])
    ]
    content = {"framework": framework, "inspection": {}, "cases": cases}
    return 1, list(differences(rate({"content": content}), row["rating"]))


LETTERS = "abcdefghijklmnop"


def check_vectors(framework, row, memory):
    """A sign for each standard: its rating from 0 on, or `x` for left unrated."""
    if "letters" not in row:
        letter, total, maximum = vector_of(framework, row["key"], memory)
        expected = {"letter": letter, "total": [total, maximum]}
        return 1, list(differences(expected, row))
    n_more = 0
    while len(row["signs"]) ** n_more < len(row["letters"]):
        n_more += 1
    ends = memory.setdefault("ends", ["".join(end) for end in itertools.product(row["signs"], repeat=n_more)])
    expected = "".join(vector_of(framework, row["key"] + end, memory)[0] for end in ends)
    return len(expected), different_letters(expected, row["letters"], ends)


def different_letters(expected, actual, names):
    if len(expected) != len(actual):
        return [f"the program has {len(actual)} letters, the second implementation {len(expected)}"]
    return [
        f"{name}: the program has {letter}, the second implementation {right}"
        for right, letter, name in zip(expected, actual, names)
        if right != letter
    ]


def vector_of(framework, vector, memory):
    """The letter, the total and the maximum of a vector. Only what the rules look at is remembered."""
    scale = memory.get("scale") or memory.setdefault("scale", Scale(framework["rules"]))
    known = memory.setdefault("known", {})
    key = "".join(sorted(vector)) if scale.cap is None else vector
    if key not in known:
        standards = framework["domains"][0]["standards"]
        ratings = {one["reference"]: int(sign) for one, sign in zip(standards, vector) if sign != "x"}
        in_total = {one["reference"] for one in standards if one["in_total"]}
        overall = overall_of(
            scale,
            {r: rating for r, rating in ratings.items() if r in in_total},
            {r: rating for r, rating in ratings.items() if r not in in_total},
        )
        known[key] = letter_of(overall), overall["points"], overall["maximum"]
    return known[key]


def letter_of(overall):
    """Which rating the total gives and which one is left of it; in capitals by derived bands."""
    if overall["rating"] is None:
        return "-"
    letter = LETTERS[4 * overall["plain"] + overall["rating"]]
    return letter.upper() if overall["derived_bands"] else letter


def check_panels(framework, row, memory):
    """The computed vector is the key; a letter for each vector of the panel's, `-` where it gives none."""
    standards = framework["domains"][0]["standards"]
    expected = ""
    panels = ["".join(panel) for panel in itertools.product("-0123", repeat=len(standards))]
    for panel in panels:
        # What the panel gives stands in the place of what was computed, or left unrated.
        signs = [sign if given == "-" else given for sign, given in zip(row["key"], panel)]
        has_given = set(panel) != {"-"}
        expected += vector_of(framework, "".join(signs), memory)[0] if has_given else " "
    return len(expected), different_letters(expected, row["letters"], panels)


TABLES = {
    "shares": check_shares,
    "mixes": check_mixes,
    "vectors": check_vectors,
    "caps": check_vectors,
    "panels": check_panels,
}


# The command line


# How many inspections are written at a time.
BATCH = 200

# How many lines of differences are shown. One broken rule breaks thousands.
MOST_LINES = 200


def report_on(what, findings, began):
    """Prints what was found; whether the two agree."""
    seconds = time.monotonic() - began
    for line in findings.lines[:MOST_LINES]:
        print(line)
    if len(findings.lines) > MOST_LINES:
        print(f"and {len(findings.lines) - MOST_LINES:,} more differences")
    print(f"{what}: {findings.n_compared:,} compared, {len(findings.lines):,} differences ({seconds:.1f} s)", flush=True)
    return not findings.lines


def all_of(args):
    """The tables, inspections by chance, and a few of these through the program that people use."""
    agree = True
    with concurrent.futures.ProcessPoolExecutor(args.jobs) as pool:
        began = time.monotonic()
        running = {name: pool.submit(tables, args.maker, name, args.full) for name in TABLES}
        batches = in_batches(pool, args, [args.maker, "rate"], True, args.count, BATCH)
        by_program = []
        if args.program:
            command = [args.program, "rate", "--json"]
            by_program = in_batches(pool, args, command, args.many, args.program_count, BATCH if args.many else 25)
        for name, table in running.items():
            agree &= report_on(f"table of {name}", table.result(), began)
        for what, parts in (("inspections by chance", batches), ("inspections through the program", by_program)):
            findings = Findings()
            for part in parts:
                findings.join(part.result())
            if parts:
                agree &= report_on(what, findings, began)
            if parts is batches:
                agree &= covers(findings)
    if not agree:
        print(f"To look at an inspection: {args.maker} write . {args.seed} NUMBER 1")
    return agree


def in_batches(pool, args, command, many, count, size):
    return [
        pool.submit(inspections, args.maker, command, many, args.seed, first, min(size, count - first))
        for first in range(0, count, size)
    ]


def covers(findings):
    if not findings.n_compared:
        return True
    print("  with " + ", ".join(f"{name} {findings.seen[name]:,}" for name in EXPECTED_THINGS))
    absent = [name for name in EXPECTED_THINGS if not findings.seen[name]]
    if absent and findings.n_compared >= 1_000:
        print(f"The inspections by chance hold nothing of this kind: {', '.join(absent)}.")
        return False
    return True


def some_files(args):
    """Exports at hand, through a program given."""
    findings = compare_files(args.program.split(), args.files, args.many)
    return report_on("files", findings, time.monotonic())


def own_findings(args):
    for file in args.files:
        print(json.dumps({"file": file, **rate(json.loads(pathlib.Path(file).read_text(encoding="utf-8-sig")))}))
    return True


def main():
    parser = argparse.ArgumentParser(description="Rates inspections a second time, and compares.")
    commands = parser.add_subparsers(required=True)

    everything = commands.add_parser("all", help="the tables, and inspections by chance")
    everything.add_argument("maker", help="the program `oracle` of the crate beside this file")
    everything.add_argument("--count", type=int, default=5_000, help="how many inspections by chance")
    everything.add_argument("--seed", type=int, default=1, help="which ones")
    everything.add_argument("--full", action="store_true", help="the tables with nothing left out")
    everything.add_argument("--program", help="the program `caseread`")
    everything.add_argument("--program-count", type=int, default=300, help="how many inspections go through it")
    everything.add_argument("--many", action="store_true", help="the program takes many inspections in one call")
    everything.add_argument("--jobs", type=int, default=os.cpu_count())
    everything.set_defaults(run=all_of)

    files = commands.add_parser("files", help="exports at hand, against what a program finds")
    files.add_argument("program", help="the program with its options, such as 'caseread rate --json'")
    files.add_argument("files", nargs="+")
    files.add_argument("--many", action="store_true", help="the program takes many inspections in one call")
    files.set_defaults(run=some_files)

    rated = commands.add_parser("rate", help="what this implementation finds")
    rated.add_argument("files", nargs="+")
    rated.set_defaults(run=own_findings)

    args = parser.parse_args()
    sys.exit(0 if args.run(args) else 1)


if __name__ == "__main__":
    main()
