"""The tables of the kit."""

from backoffice.kit.heartbeat import Heartbeat
from backoffice.kit.numbering import NumberSeries

__all__ = ["Heartbeat", "NumberSeries"]
