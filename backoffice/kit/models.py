"""The tables of the kit."""

from backoffice.kit.numbering import NumberSeries

__all__ = ["NumberSeries"]
