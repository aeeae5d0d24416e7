"""Views, loss, schedule and checkpoints of the parser's trainer; skipped where PyTorch is not installed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the `train` extra is not installed")

from retrieval.types import Box  # noqa: E402
from scripts import fit_heads  # noqa: E402
from scripts.train_parser import Plan  # noqa: E402
from scripts.training import augment, checkpoint  # noqa: E402
from scripts.training.checkpoint import Averaged, Progress  # noqa: E402
from scripts.training.confusion import IGNORE, confusion, foreground_iou, iou  # noqa: E402
from scripts.training.losses import parse_loss, type_loss  # noqa: E402
from scripts.training.network import Parser  # noqa: E402
from scripts.training.packing import Pack  # noqa: E402
from scripts.training.views import GarmentViews, worn_pieces  # noqa: E402


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_what_lies_outside_the_photo_is_ignored() -> None:
    regions = torch.full((1, 20, 20), 3, dtype=torch.uint8)
    shrunk = torch.tensor([[[2.0, 0, 0], [0, 2.0, 0]]])
    seen = augment.sample_regions(regions, shrunk, (20, 20))
    assert seen[0, 10, 10] == 3
    assert seen[0, 0, 0] == IGNORE


def test_a_pasted_garment_is_where_its_mask_says() -> None:
    red, blue = torch.zeros(1, 3, 32, 32), torch.zeros(1, 3, 32, 32)
    red[:, 0], blue[:, 2] = 1, 1
    soft = torch.zeros(1, 1, 32, 32)
    soft[:, :, 8:24, 8:24] = 1
    photo, there = augment.paste(red, soft, blue, generator())
    assert there.sum() == 256
    assert photo[0, 0, 16, 16] == 1
    assert photo[0, 0, 2, 2] == 0


def test_wearing_out_keeps_shape_and_range() -> None:
    worn = augment.wear_out(torch.rand(6, 3, 32, 24), generator())
    assert worn.shape == (6, 3, 32, 24)
    assert 0 <= worn.min() <= worn.max() <= 1


def test_right_answers_cost_less_and_ignored_pixels_nothing() -> None:
    truth = torch.zeros(1, 16, 16, dtype=torch.long)
    truth[:, :, 8:] = 2
    right = torch.zeros(1, 12, 8, 8)
    right[:, 0, :, :4], right[:, 2, :, 4:] = 9, 9
    wrong = right.flip(3)
    weights = torch.ones(12)
    assert parse_loss(right, truth, weights) < 0.5 < parse_loss(wrong, truth, weights)
    truth[:, :, 8:] = IGNORE
    half = right.clone()
    half[:, :, :, 4:] = -50
    half[:, 0] = 9
    assert parse_loss(half, truth, weights) < 0.1


def test_a_piece_is_told_by_the_places_under_its_mask() -> None:
    kinds = torch.full((2, 32, 32), IGNORE)
    kinds[1, :, :16] = 3
    pieces = worn_pieces(kinds)
    assert pieces.rows.tolist() == [1]
    assert pieces.kinds.tolist() == [3]
    logits = torch.zeros(2, 14, 4, 4)
    logits[1, 3, :, :2], logits[1, 5, :, 2:] = 9, 9
    assert type_loss(logits, pieces, torch.ones(14)) < type_loss(logits.flip(3), pieces, torch.ones(14))


def test_a_batch_without_pieces_teaches_no_type() -> None:
    nothing = worn_pieces(torch.full((1, 32, 32), IGNORE))
    assert type_loss(torch.ones(1, 14, 4, 4), nothing, torch.ones(14)) == 0


def test_garments_that_nobody_cut_are_neither_pasted_nor_taught_a_foreground() -> None:
    photos = torch.randint(0, 255, (6, 3, 64, 64), dtype=torch.uint8).numpy()
    soft = np.zeros((6, 64, 64), np.uint8)
    soft[:3, 16:48, 16:48] = 255
    kinds = np.array([1, 1, 1, 2, 2, 2], np.uint8)
    pack = Pack(photos, soft, kinds, ("a",) * 6, np.full(6, 2), np.ones(6, np.float32))
    views = GarmentViews(pack, [np.zeros((64, 64, 3), np.uint8)] * 2, generator())
    assert views.surely_cut == 3
    batch = views.batch(6, (64, 64))
    pasted = batch.pieces.kinds[3:]
    assert set(pasted.tolist()) == {1}
    unknown = batch.pieces.kinds[:3] == 2
    assert unknown.any()
    assert (batch.regions[:3][unknown] == IGNORE).all()


def test_the_schedule_warms_up_and_ends_near_nothing() -> None:
    plan = Plan(minutes=60)
    assert plan.rate(0) < 0.1
    assert plan.rate(plan.warm_up) > 0.95
    assert plan.rate(1) < 0.02
    assert plan.sizes(0) == (plan.small_look, plan.small_garment)
    assert plan.sizes(0.99) == (plan.large_look, plan.large_garment)


def test_a_resumed_training_goes_on_as_if_never_stopped(tmp_path: Path) -> None:
    def start() -> tuple[torch.nn.Linear, Averaged, torch.optim.Optimizer, torch.Generator]:
        torch.manual_seed(1)
        network = torch.nn.Linear(4, 2)
        return network, Averaged(network, 0.9), torch.optim.AdamW(network.parameters(), 0.1), generator(5)

    def steps(network, averaged, optimiser, random, first: int, last: int) -> None:
        for step in range(first, last):
            network(torch.randn(3, 4, generator=random)).square().sum().backward()
            optimiser.step()
            optimiser.zero_grad()
            averaged.update(network, step)

    straight = start()
    steps(*straight, 0, 6)
    stopped = start()
    steps(*stopped, 0, 3)
    checkpoint.save(tmp_path / "c.pt", Progress(3, 1.5, [{"step": 3}]), *stopped)
    again = start()
    progress = checkpoint.resume(tmp_path / "c.pt", *again)
    steps(*again, 3, 6)
    assert progress == Progress(3, 1.5, [{"step": 3}])
    assert torch.equal(again[0].weight, straight[0].weight)
    assert torch.equal(again[1].network.weight, straight[1].network.weight)


def test_regions_are_told_at_half_and_types_at_an_eighth_of_the_side() -> None:
    network = Parser(12, 14).eval()
    network.encoder.freeze_start()
    regions, types = network(torch.zeros(1, 3, 64, 96))
    assert regions.shape == (1, 12, 32, 48)
    assert types.shape == (1, 14, 8, 12)
    (regions.sum() + types.sum()).backward()
    assert network.encoder.stem.weight.grad is None
    assert network.encoder.blocks[-1].project.weight.grad is not None


def test_iou_of_regions_and_foreground() -> None:
    truth = np.array([[0, 0, 2, 2], [IGNORE, 0, 2, 2]])
    found = np.array([[0, 2, 2, 2], [3, 0, 3, 2]])
    counts = confusion(truth, found)
    assert iou(counts)[0] == pytest.approx(2 / 3)
    assert iou(counts)[2] == pytest.approx(3 / 5)
    assert np.isnan(iou(counts)[3])
    assert foreground_iou(counts) == pytest.approx(4 / 5)


@pytest.mark.filterwarnings("ignore:The feature will be removed:DeprecationWarning")
def test_an_exported_network_says_the_same_in_half_precision(tmp_path: Path) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    pytest.importorskip("onnx")
    from scripts.training.exporting import Deployed, export

    torch.manual_seed(0)
    network = Parser(12, 14 + 4).eval()
    with pytest.warns(DeprecationWarning, match="TorchScript"):
        export(network, tmp_path / "parser.onnx", {"regions": "[]"})
    session = onnxruntime.InferenceSession(str(tmp_path / "parser.onnx"))
    pixels = np.random.default_rng(0).integers(0, 255, (1, 64, 96, 3)).astype(np.uint8)
    with torch.no_grad():
        wanted = Deployed(network)(torch.from_numpy(pixels))
    regions, types, patterns = session.run(None, {"pixels": pixels})
    assert regions.shape == (1, 12, 32, 48)
    np.testing.assert_allclose(regions, wanted[0].numpy(), atol=0.01)
    np.testing.assert_allclose(types, wanted[1].numpy(), atol=0.02)
    np.testing.assert_allclose(patterns, wanted[2].numpy(), atol=0.02)
    assert (types.shape[1], patterns.shape[1]) == (14, 4)
    mirrored = session.run(None, {"pixels": np.ascontiguousarray(pixels[:, :, ::-1])})
    np.testing.assert_allclose(mirrored[0][..., ::-1], regions, atol=1e-4)
    assert (tmp_path / "parser.onnx").stat().st_size < 8_000_000


def test_the_layer_of_types_is_solved_for_whatever_the_features_scale() -> None:
    random = torch.Generator().manual_seed(3)
    kinds = torch.arange(60) % 3
    features = torch.randn(60, 5, generator=random) + 4 * torch.nn.functional.one_hot(kinds, 5)
    for scale in (1.0, 1000.0):
        kernel, bias = fit_heads.solve(features * scale + 7 * scale, kinds, 14, 0.01)
        told = ((features * scale + 7 * scale) @ kernel.T + bias).argmax(1)
        assert (told == kinds).float().mean() > 0.95


def test_the_mean_of_trainings_is_of_weights_and_keeps_counters() -> None:
    first = {"weight": torch.tensor([1.0, 3.0]), "steps": torch.tensor(7)}
    second = {"weight": torch.tensor([3.0, 5.0]), "steps": torch.tensor(9)}
    mean = fit_heads.mean_of([first, second])
    assert mean["weight"].tolist() == [2.0, 4.0]
    assert mean["steps"] == 7


def test_boxes_overlap_by_what_they_share() -> None:
    one = Box(0, 0, 10, 10)
    assert fit_heads.overlap(one, one) == 1
    assert fit_heads.overlap(one, Box(5, 0, 15, 10)) == 50 / 150
    assert fit_heads.overlap(one, Box(20, 20, 30, 30)) == 0
