"""The embedder's network, losses and views; skipped where PyTorch is not installed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the `train` extra is not installed")
pytest.importorskip("efficientnet_lite_pytorch", reason="the `train` extra is not installed")

from retrieval.weights import SHAPES, learned  # noqa: E402
from scripts.mix_embedders import mixed  # noqa: E402
from scripts.training.embedder.cache import Cache  # noqa: E402
from scripts.training.embedder.changes import changes  # noqa: E402
from scripts.training.embedder.exporting import convolutions, plain, temperature, write  # noqa: E402
from scripts.training.embedder.figures import calibration_error, softmax  # noqa: E402
from scripts.training.embedder.losses import Centres, Memory, contrast  # noqa: E402
from scripts.training.embedder.network import Vgg16  # noqa: E402
from scripts.training.embedder.views import LABELS, Source, Views, joined  # noqa: E402


def network() -> Vgg16:
    torch.manual_seed(0)
    made = Vgg16(frozen=3)
    for convolution in made.convolutions.values():
        torch.nn.init.kaiming_normal_(convolution.weight)
    return made.eval()


def test_batch_norm_put_in_and_folded_away_changes_nothing() -> None:
    made, photos = network(), torch.rand(6, 3, 32, 32)
    with torch.inference_mode():
        before = made(photos)
    made.put_norms_in(photos)
    assert set(made.norms) == {name for name in SHAPES if name[5] in "45"}
    with torch.inference_mode():
        assert torch.allclose(made.eval()(photos), before, rtol=1e-2, atol=1e-2 * before.max())
        made.train()(photos * 0.5)  # other statistics, so that folding has something to do
        after = made.eval()(photos)
        assert not torch.allclose(after, before, rtol=0.05)
        assert (torch.cosine_similarity(plain(convolutions(made))(photos), after) > 0.999).all()


def test_what_ships_runs_as_what_was_trained() -> None:
    made, photos = network(), torch.rand(2, 3, 32, 32)
    arrays = convolutions(made)
    assert arrays["block2_conv1/kernel"].dtype == np.int8
    with torch.inference_mode():
        alike = torch.cosine_similarity(plain(arrays)(photos), made(photos))
    assert (alike > 0.999).all()


def test_changes_that_ship_run_nearly_as_what_was_trained() -> None:
    start, further, photos = network(), network(), torch.rand(2, 3, 32, 32)
    first = convolutions(start)
    with torch.no_grad():
        for name, layer in further.convolutions.items():
            if name.startswith("block5"):
                layer.weight.add_(0.3 * layer.weight.std() * torch.randn_like(layer.weight))
    told = changes(first, further)
    assert {key.partition("/")[0] for key in told} == {f"block5_conv{place}" for place in (1, 2, 3)}
    assert np.abs(told["block5_conv1/change"]).max() < 8
    with torch.inference_mode():
        after = further(photos)
        unlike = 1 - torch.cosine_similarity(start(photos), after)
        left = 1 - torch.cosine_similarity(plain(learned(first, told))(photos), after)
    assert (left < 0.3 * unlike).all()


def test_what_is_written_numpy_reads_and_equal_arrays_are_equal_bytes(tmp_path: Path) -> None:
    arrays = {"block5_conv1/change": np.eye(9, dtype=np.int8), "types": np.array(["hat", "bag"])}
    for name in ("first.npz", "second.npz"):
        write(tmp_path / name, arrays)
    with np.load(tmp_path / "first.npz") as read:
        assert {key: read[key].tolist() for key in read.files} == {k: v.tolist() for k, v in arrays.items()}
    assert (tmp_path / "first.npz").read_bytes() == (tmp_path / "second.npz").read_bytes()
    assert len(list(tmp_path.iterdir())) == 2


def test_frozen_blocks_are_not_trained() -> None:
    made = network()
    trained = {name for name, layer in made.convolutions.items() if layer.weight.requires_grad}
    assert {name[5] for name in trained} == {"4", "5"}


def test_contrast_is_least_where_positives_are_nearest() -> None:
    positive = torch.tensor([[True, False, False]])
    everyone = torch.ones_like(positive)
    near, far = torch.tensor([[9.0, 0, 0]]), torch.tensor([[0, 9.0, 0]])
    assert contrast(near, positive, everyone) < 0.01 < 8 < contrast(far, positive, everyone)
    assert contrast(near, ~everyone, everyone) == 0


def views(n: int, lying: bool, owner: int) -> Views:
    labels = {name: torch.full((n,), -1) for name in LABELS} | {"type": torch.arange(n)}
    return Views(torch.zeros(n, 3, 4, 4), labels, torch.full((n,), owner), torch.full((n,), lying))


def test_the_memory_asks_for_the_same_type_in_the_other_domain() -> None:
    both = joined([views(2, True, 0), views(2, False, 0)])
    east, north = [1.0, 0.0], [0.0, 1.0]
    alike = Memory(2, size=8).loss(torch.tensor([east, north, east, north]), both)
    crossed = Memory(2, size=8).loss(torch.tensor([east, north, north, east]), both)
    assert alike < 0.01 < 5 < crossed


def test_each_domain_is_centred_by_its_own_mean() -> None:
    centres = Centres(2).train()
    pooled = torch.tensor([[3.0, 0], [5, 0], [0, 7], [0, 9]])
    centred = centres(pooled, torch.tensor([True, True, False, False]))
    assert torch.allclose(centred, torch.tensor([[-1.0, 0], [1, 0], [0, -1], [0, 1]]))


def test_temperature_calms_a_head_that_is_too_sure() -> None:
    random = np.random.default_rng(0)
    logits = random.normal(0, 1, (4000, 4)).astype(np.float32)
    kinds = np.array([random.choice(4, p=row / row.sum()) for row in softmax(logits)])
    heat = temperature(logits * 3, kinds)
    assert heat == pytest.approx(3, rel=0.1)
    assert calibration_error(softmax(logits * 3 / np.float32(heat)), kinds) < 0.04


@pytest.mark.parametrize("domain", ["lying", "product", "worn"])
def test_views_are_photos_with_labels_in_every_domain(domain: str) -> None:
    random = np.random.default_rng(0)
    photos = random.integers(256, size=(4, 4, 96, 96), dtype=np.uint8)
    word = {"lying": "donor", "product": "article", "worn": "label"}[domain]
    labels = {"type": np.arange(4), word: np.arange(4)}
    cache = Cache(photos, labels, np.array(list("abca")))
    grounds = torch.randint(256, (3, 3, 96, 96), dtype=torch.uint8)
    source = Source(cache, domain, grounds, torch.Generator().manual_seed(0))
    seen = source.views(20, 48)
    assert seen.photos.shape == (20, 3, 48, 48)
    assert 0 <= seen.photos.min() <= seen.photos.max() <= 1
    assert torch.equal(seen.labels["type"], seen.labels[word])
    assert (seen.labels["season"] == -1).all()
    assert seen.lying.all() == (domain != "worn")


def test_views_carry_what_is_taught_of_their_crops() -> None:
    crops = np.zeros((3, 4, 96, 96), np.uint8)
    labels = {"type": np.arange(3), "donor": np.arange(3), "label": np.arange(3)}
    cache = Cache(crops, labels, np.array(list("abc")))
    grounds, generator = torch.zeros(1, 3, 96, 96, dtype=torch.uint8), torch.Generator().manual_seed(0)
    taught = torch.tensor([[0.0, 5], [1, 6], [2, 7]])
    lying, worn = (Source(cache, domain, grounds, generator, taught) for domain in ("lying", "worn"))
    both = joined([lying.views(6, 48), worn.views(6, 48)])
    assert both.taught is not None
    assert torch.equal(both.taught, taught[both.labels["type"]])
    alone = Source(cache, "worn", grounds, generator)
    assert joined([lying.views(2, 48), alone.views(2, 48)]).taught is None


def test_half_way_between_two_networks_lies_the_mean_of_their_weights() -> None:
    start, end = network(), network()
    with torch.no_grad():
        for each in end.parameters():
            each.mul_(3)
    name = "block4_conv2"
    half = mixed(convolutions(start), convolutions(end), 0.5)
    kernel = half[f"{name}/kernel"] * half[f"{name}/kernel:scale"]
    expected = 2 * start.convolutions[name].weight.detach().permute(2, 3, 1, 0).numpy()
    assert np.allclose(kernel, expected, atol=0.02 * np.abs(expected).max())
    assert not any(each.startswith("head") for each in half)
