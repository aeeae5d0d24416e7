"""What the trainers share: packed data, augmentation, networks, checkpoints."""
