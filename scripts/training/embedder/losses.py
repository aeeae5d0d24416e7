"""What the embedder learns: like pieces near across domains, and what each set says of its pieces."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from scripts.training.embedder.views import LABELS, Views

Floats = npt.NDArray[np.float32]

WEIGHTS = {
    "type": 1.0, "donor": 0.5, "article": 0.5, "label": 0.25,
    "colour": 0.3, "pattern": 0.3, "gender": 0.15, "season": 0.1,
}  # fmt: skip
TEMPERATURE = 0.1


class Heads(nn.Module):
    """One linear layer on the pooled vector for each label."""

    def __init__(self, dim: int, classes: dict[str, int]) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(dim, classes[name]) for name in LABELS)

    def arrays(self, name: str) -> dict[str, Floats]:
        """The label's layer as it ships: kernel (dim, classes) and bias (classes,)."""
        layer = self.layers[LABELS.index(name)]
        return {"kernel": layer.weight.detach().numpy().T.copy(), "bias": layer.bias.detach().numpy().copy()}

    def loss(self, pooled: Tensor, views: Views) -> Tensor:
        """Weighted cross-entropies with smoothed labels, each over the views that have the label."""
        total = pooled.new_zeros(())
        for name, layer in zip(LABELS, self.layers, strict=True):
            known = views.labels[name] >= 0
            if known.any():
                logits, told = layer(pooled[known]), views.labels[name][known]
                share = known.float().mean()
                total = total + WEIGHTS[name] * share * functional.cross_entropy(
                    logits, told, label_smoothing=0.05
                )
        return total


class Centres(nn.Module):
    """Running means of pooled vectors, one for garments by themselves and one for worn ones."""

    def __init__(self, dim: int, momentum: float = 0.03) -> None:
        super().__init__()
        self.register_buffer("means", torch.zeros(2, dim))
        self.register_buffer("begun", torch.zeros(()))
        self._momentum = momentum

    def forward(self, pooled: Tensor, lying: Tensor) -> Tensor:
        """Less the domain's mean, of unit length; takes the batch's means in while training."""
        place = torch.where(lying, 0, 1)
        if self.training:
            now = torch.stack([pooled[place == which].detach().mean(0) for which in (0, 1)])
            self.means.lerp_(now, self._momentum if self.begun else 1.0)
            self.begun.fill_(1)
        return functional.normalize(pooled - self.means[place], dim=1)


class Memory(nn.Module):
    """Supervised contrast (Khosla et al. 2020) against the batch and a memory (Wang et al. 2020).

    Two questions at once: the same type in the other domain, among everything there; and the same word of
    the same set, among that set. Pieces of one owner are never compared: they may be the same thing. The
    memory is short, because what is remembered ages as the network learns.
    """

    def __init__(self, dim: int, size: int = 1024) -> None:
        super().__init__()
        self.register_buffer("vectors", torch.zeros(size, dim))
        self.register_buffer("labels", torch.full((size, 3), -1))
        self.register_buffer("owners", torch.full((size,), -1))
        self.register_buffer("lying", torch.zeros(size, dtype=torch.bool))
        self.register_buffer("filled", torch.zeros((), dtype=torch.long))

    def loss(self, vectors: Tensor, views: Views) -> Tensor:
        """The two contrasts' sum; remembers the batch."""
        labels = torch.stack([views.labels[name] for name in ("type", "donor", "article")], 1)
        held = int(self.filled.clamp(max=len(self.vectors)))
        others = torch.cat((vectors, self.vectors[:held]))
        their_labels = torch.cat((labels, self.labels[:held]))
        their_owners = torch.cat((views.owners, self.owners[:held]))
        their_lying = torch.cat((views.lying, self.lying[:held]))
        similar = vectors @ others.T / TEMPERATURE
        foreign = views.owners[:, None] != their_owners
        across = foreign & (views.lying[:, None] != their_lying) & (their_labels[:, 0] >= 0)
        same_type = across & (labels[:, :1] == their_labels[:, 0])
        total = contrast(similar, same_type, across)
        for place in (1, 2):
            known = (labels[:, place] >= 0)[:, None]
            within = foreign & known & (their_labels[:, place] >= 0)
            same_word = within & (labels[:, place, None] == their_labels[:, place])
            total = total + contrast(similar, same_word, within) * known.float().mean()
        self._remember(vectors.detach(), labels, views)
        return total

    def _remember(self, vectors: Tensor, labels: Tensor, views: Views) -> None:
        places = (self.filled + torch.arange(len(vectors))) % len(self.vectors)
        self.vectors[places] = vectors
        self.labels[places] = labels
        self.owners[places] = views.owners
        self.lying[places] = views.lying
        self.filled += len(vectors)


def contrast(similar: Tensor, positive: Tensor, candidates: Tensor) -> Tensor:
    """Mean over rows with a positive of the mean negative log share of each positive among the candidates."""
    rows = positive.any(1)
    if not rows.any():
        return similar.new_zeros(())
    similar, positive, candidates = similar[rows], positive[rows], candidates[rows]
    everything = similar.masked_fill(~candidates, -torch.inf).logsumexp(1, keepdim=True)
    shares = (everything - similar).masked_fill(~positive, 0).sum(1) / positive.sum(1)
    return shares.mean()
