"""How does news get out of a book? Channels that are sent each piece once, and a feed that is written anew."""

from oathbook.exchange.deliver.atom import write_atom
from oathbook.exchange.deliver.channel import Channel, deliver, news_to_json, news_to_record
from oathbook.exchange.deliver.lines import LinesFile
from oathbook.exchange.deliver.mail import Mail, MailSecurity
from oathbook.exchange.deliver.webhook import Webhook

__all__ = [
    "Channel",
    "LinesFile",
    "Mail",
    "MailSecurity",
    "Webhook",
    "deliver",
    "news_to_json",
    "news_to_record",
    "write_atom",
]
