"""What does a command with commands of its own do when none of them is named? One of them, by default."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup


def group_defaulting_to(word: str, *, when_bare: bool = False) -> type[TyperGroup]:
    """A group where `GROUP ARGUMENTS` means `GROUP WORD ARGUMENTS` unless a command stands first.

    With `when_bare` that holds for no arguments at all, too; without, they print the help.
    """

    class DefaultingGroup(TyperGroup):
        def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
            """The arguments, with the default command put in where no command stands first."""
            first = args[0] if args else None
            asks_help = first in ctx.help_option_names
            if not asks_help and (first not in self.commands if first is not None else when_bare):
                args = [word, *args]
            return super().parse_args(ctx, args)

    return DefaultingGroup
