"""Mail goes to every receiver as one message, and nothing of a report becomes a header."""

from __future__ import annotations

from email import message_from_string
from email.policy import default

import pytest

from oathbook.errors import Undelivered
from oathbook.exchange.deliver import Mail, MailSecurity


def mail(smtp, **options) -> Mail:
    usual = {
        "host": "127.0.0.1",
        "port": smtp.port,
        "sender": "oathbook@example.org",
        "to": ("desk@example.org", "night@example.org"),
        "security": MailSecurity.NONE,
        "timeout_s": 5,
    }
    return Mail(**(usual | options))


def test_one_message_goes_to_all_receivers(smtp, news) -> None:
    mail(smtp).send([news(1), news(2, title="Shekau was replaced")])
    (raw,) = smtp.messages
    message = message_from_string(raw, policy=default)
    assert smtp.receivers == ["desk@example.org", "night@example.org"]
    assert message["Subject"] == "Boko Haram pledged allegiance (and 1 more)"
    assert message["Auto-Submitted"] == "auto-generated"
    body = message.get_content()
    assert "Shekau was replaced" in body
    assert "“pledged” — Courier" in body


def test_a_title_with_line_breaks_makes_no_header(smtp, news) -> None:
    mail(smtp).send([news(1, title="Pledge\r\nBcc: victim@example.org\r\n\r\nspam")])
    message = message_from_string(smtp.messages[0], policy=default)
    assert message["Bcc"] is None
    assert message["Subject"].startswith("Pledge Bcc: victim@example.org")


def test_a_long_title_is_cut_visibly(smtp, news) -> None:
    mail(smtp).send([news(1, title="word " * 100)])
    subject = message_from_string(smtp.messages[0], policy=default)["Subject"]
    assert len(subject) < 130
    assert subject.endswith("…")


def test_a_refused_receiver_is_told(smtp, news) -> None:
    smtp.refused.add("night@example.org")
    with pytest.raises(Undelivered, match=r"refused night@example\.org"):
        mail(smtp).send([news()])


def test_a_server_that_cannot_encrypt_gets_nothing_unless_that_is_allowed(smtp, news) -> None:
    with pytest.raises(Undelivered, match="STARTTLS"):
        mail(smtp, security=MailSecurity.STARTTLS).send([news()])
    assert smtp.messages == []


def test_a_password_never_goes_out_in_the_clear(smtp, news) -> None:
    with pytest.raises(Undelivered, match="without encryption"):
        mail(smtp, user="ana", password="secret").send([news()])
    assert smtp.commands == []
    assert "secret" not in repr(mail(smtp, user="ana", password="secret"))


def test_a_server_that_hangs_up_or_is_not_there_is_told(smtp, news) -> None:
    smtp.hang_up = True
    with pytest.raises(Undelivered, match="did not take it"):
        mail(smtp).send([news()])
    with pytest.raises(Undelivered, match="did not take it"):
        mail(smtp, port=9).send([news()])


def test_an_address_with_a_line_break_is_refused(smtp, news) -> None:
    with pytest.raises(Undelivered, match="an address is not one"):
        mail(smtp, to=("a@example.org\nBcc: b@example.org",)).send([news()])
