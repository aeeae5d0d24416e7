"""Metrics in the text that Prometheus reads."""

from __future__ import annotations

import pytest

from bot.figures.prometheus import BUCKETS, Counter, Gauge, Histogram, exposition


def test_a_counter_counts_by_its_labels() -> None:
    counter = Counter("eggs_total", "Eggs.", "colour")
    counter.add("brown")
    counter.add("brown", by=2)
    counter.add('a "white"\n')
    assert exposition([counter]).splitlines() == [
        "# HELP eggs_total Eggs.",
        "# TYPE eggs_total counter",
        'eggs_total{colour="a \\"white\\"\\n"} 1',
        'eggs_total{colour="brown"} 3',
    ]


def test_a_gauge_is_asked_when_it_is_read() -> None:
    height = [1]
    gauge = Gauge("height", "Height.", lambda: height[0])
    height[0] = 2
    assert exposition([gauge]).endswith("height 2\n")


def test_a_histogram_counts_what_lies_below_each_bound() -> None:
    histogram = Histogram("s", "Seconds.", "what")
    for seconds in (0.01, 0.02, 99.0):
        histogram.observe(seconds, "tap")
    lines = exposition([histogram]).splitlines()
    assert 's_bucket{what="tap",le="0.01"} 1' in lines
    assert 's_bucket{what="tap",le="0.025"} 2' in lines
    assert f's_bucket{{what="tap",le="{BUCKETS[-1]}"}} 2' in lines
    assert lines[-3:] == [
        's_bucket{what="tap",le="+Inf"} 3',
        's_sum{what="tap"} 99.03',
        's_count{what="tap"} 3',
    ]


def test_a_block_that_fails_is_timed_as_well() -> None:
    histogram = Histogram("s", "Seconds.")
    with pytest.raises(KeyError), histogram.timed():
        raise KeyError
    assert exposition([histogram]).endswith("s_count 1\n")
