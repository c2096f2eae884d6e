"""Chance and sharing out, in whole numbers only, so that the result is the same on every machine."""

import zlib

import numpy as np
from numpy.typing import NDArray

Amounts = NDArray[np.int64]

WEIGHT_BITS = 24
PRODUCT_BITS = 62


def draws(seed: int, name: str, shape: int | tuple[int, ...], low: int, high: int) -> Amounts:
    """Return whole numbers from low to high, both included; each name has its own stream.

    Raw bits of PCG64 are scaled by a shift, because numpy promises to keep the bits, not its distributions.
    """
    stream = np.random.PCG64(np.random.SeedSequence([seed, zlib.crc32(name.encode())]))
    raw = stream.random_raw(int(np.prod(shape)))
    scaled = (raw >> np.uint64(32)) * np.uint64(high - low + 1) >> np.uint64(32)
    return scaled.astype(np.int64).reshape(shape) + low


def draw(seed: int, name: str, low: int, high: int) -> int:
    """Return one whole number from low to high, both included."""
    return int(draws(seed, name, 1, low, high)[0])


def largest_remainder(totals: int | Amounts, weights: Amounts) -> Amounts:
    """Share each total along the last axis of the weights; the shares add up to it exactly.

    Each gets the whole part of its share and the largest remainders one more, the earlier first among equals.
    Where all weights are 0, all shares are 0.
    """
    wanted = np.asarray(totals, dtype=np.int64)[..., np.newaxis]
    light = _fit(weights, int(wanted.max(initial=0)))
    whole = np.maximum(light.sum(axis=-1, keepdims=True), 1)
    shares, remainders = np.divmod(wanted * light, whole)
    left = np.where(light.any(axis=-1, keepdims=True), wanted - shares.sum(axis=-1, keepdims=True), 0)
    order = np.argsort(-remainders, axis=-1, kind="stable")
    ranks = np.argsort(order, axis=-1, kind="stable")
    return shares + (ranks < left)


def allocate(total: int, weights: Amounts, most: Amounts) -> Amounts:
    """Share a total by weight and give none more than its most; the shares add up to it where there is room.

    What one cannot take goes to the others by their weights, evenly where those are 0.
    """
    given = np.zeros_like(weights)
    left = min(total, int(most.sum()))
    while left > 0:
        room = given < most
        open_weights = np.where(room, weights, 0)
        shares = largest_remainder(left, open_weights if open_weights.any() else room.astype(np.int64))
        given = np.minimum(most, given + shares)
        left = min(total, int(most.sum())) - int(given.sum())
    return given


def _fit(weights: Amounts, total: int) -> Amounts:
    """Scale weights down until a total times a weight stays within 63 bits; one above 0 stays above 0."""
    bits = min(WEIGHT_BITS, PRODUCT_BITS - total.bit_length())
    shift = max(0, int(weights.max(initial=0)).bit_length() - bits)
    return np.where(weights > 0, np.maximum(weights >> shift, 1), 0)
