"""The colour by which the test parser knows each region, in the order of `retrieval.regions.REGIONS`."""

REGION_COLOURS = (
    (255, 255, 255), (250, 200, 160), (220, 30, 30), (30, 200, 30), (30, 30, 220), (220, 220, 30),
    (30, 220, 220), (220, 30, 220), (10, 10, 10), (120, 60, 0), (120, 120, 255), (120, 120, 120),
)  # fmt: skip
