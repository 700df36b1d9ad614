"""How does news get to people's mail boxes? One message a run, through the SMTP server that the user names.

Invariant: nothing of a report can become a header, and a password never crosses the network in the clear.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import format_datetime
from enum import StrEnum

from oathbook.errors import Undelivered
from oathbook.exchange.deliver.channel import channel_id, news_to_text, title_of
from oathbook.ids import content_id
from oathbook.ledger import NewsRow

TIMEOUT_S = 20.0
_SUBJECT_CHARACTERS = 120


class MailSecurity(StrEnum):
    """How the way to the server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A server with a sender and receivers; name and password where the server wants them."""

    host: str
    port: int
    sender: str
    to: tuple[str, ...]
    security: MailSecurity = MailSecurity.STARTTLS
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout_s: float = TIMEOUT_S

    @property
    def id(self) -> str:
        """The same for the same receivers, whatever server carries it."""
        return channel_id("mail", *sorted(self.to))

    @property
    def name(self) -> str:
        """The receivers."""
        return f"mail to {', '.join(self.to)}"

    def send(self, news: Sequence[NewsRow]) -> None:
        """Sends one message with all of it. Raises Undelivered where a receiver was refused."""
        if self.user is not None and self.security is MailSecurity.NONE:
            raise Undelivered(self.name, "a password is not sent without encryption. Use starttls or tls.")
        try:
            message = self._write(news)
        except ValueError as e:
            raise Undelivered(self.name, f"an address is not one: {e}.") from e
        try:
            with self._connect() as server:
                if self.security is MailSecurity.STARTTLS:
                    server.starttls(context=ssl.create_default_context())
                if self.user is not None:
                    server.login(self.user, self.password or "")
                refused = server.send_message(message)
        except (OSError, smtplib.SMTPException) as e:
            raise Undelivered(self.name, f"{self.host}:{self.port} did not take it ({e}).") from e
        if refused:
            raise Undelivered(self.name, f"{self.host} refused {', '.join(refused)}.")

    def _connect(self) -> smtplib.SMTP:
        if self.security is MailSecurity.TLS:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout_s, context=context)
        return smtplib.SMTP(self.host, self.port, timeout=self.timeout_s)

    def _write(self, news: Sequence[NewsRow]) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self.sender
        message["To"] = ", ".join(self.to)
        message["Subject"] = _subject(news)
        message["Date"] = format_datetime(news[-1].recorded)
        # The same news has the same id, so that a second copy is known as one.
        message["Message-ID"] = f"<{content_id('msg', [item.id for item in news])}@oathbook.invalid>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content("\n\n".join(news_to_text(item) for item in news) + "\n", cte="quoted-printable")
        return message


def _subject(news: Sequence[NewsRow]) -> str:
    first = title_of(news[0])
    if len(first) > _SUBJECT_CHARACTERS:
        first = first[:_SUBJECT_CHARACTERS].rsplit(" ", 1)[0] + " …"
    return first if len(news) == 1 else f"{first} (and {len(news) - 1} more)"
