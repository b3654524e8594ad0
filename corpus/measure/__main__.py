"""``python -m corpus.measure accuracy | printings | show | diff``: how well the working tree reads, and what changed.

accuracy [--seeds N] [--mistakes N] [-o FILE]   measure, write docs/accuracy.md (the same seeds give the same page)
printings [--seeds N] [NAME…]  forms printed by LibreOffice, Chromium and reportlab beside their Word files;
                               with names only these, and every cell that differs
show NAME…                       what is wrong with one document named there (a generated one or a file of the corpus)
diff [REV]                       findings and records gained and lost over the corpus since REV (default: last tag)
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from corpus.measure.goldfile import ROOT

SEEDS = 12
MISTAKES = 3
PRINTED = 6


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    run = {"accuracy": _accuracy, "printings": _printings, "show": _show, "diff": _diff}[options.command]
    try:
        return run(options)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="python -m corpus.measure", description=__doc__, formatter_class=form)
    commands = parser.add_subparsers(dest="command", required=True)
    accuracy = commands.add_parser("accuracy")
    accuracy.add_argument("--seeds", type=int, default=SEEDS, help=f"seeds for each layout (default {SEEDS})")
    accuracy.add_argument(
        "--mistakes", type=int, default=MISTAKES, help=f"seeds for each layout that are broken (default {MISTAKES})"
    )
    accuracy.add_argument("-j", "--jobs", type=int, help="processes (default: all processors)")
    accuracy.add_argument("-o", "--output", type=Path, default=ROOT / "docs" / "accuracy.md")
    printings = commands.add_parser("printings")
    printings.add_argument("names", nargs="*", metavar="NAME")
    printings.add_argument("--seeds", type=int, default=PRINTED, help=f"seeds for each layout (default {PRINTED})")
    printings.add_argument("-j", "--jobs", type=int, help="processes (default: all processors)")
    show = commands.add_parser("show")
    show.add_argument("names", nargs="+", metavar="NAME")
    show.add_argument("-o", "--output", type=Path, help="folder to write the generated files to")
    diff = commands.add_parser("diff")
    diff.add_argument("rev", nargs="?", help="tag or commit (default: the last release tag)")
    return parser


def _accuracy(options: argparse.Namespace) -> int:
    from corpus.measure.accuracy import measure, page

    start = time.monotonic()
    text = page(measure(options.seeds, options.mistakes, options.jobs))
    options.output.write_text(text, encoding="utf-8")
    print(f"{options.output} written in {time.monotonic() - start:.0f} s", file=sys.stderr)
    return 0


def _printings(options: argparse.Namespace) -> int:
    from corpus.measure import printings

    if not options.names:
        print(printings.section(printings.measured(options.seeds, options.jobs)))
    for name in options.names:
        for printer in filter(printings.is_here, printings.PRINTERS):
            print(f"# {name} by {printer}")
            print("\n".join(printings.shown(name, printer)) or "the same")
    return 0


def _show(options: argparse.Namespace) -> int:
    from corpus.measure.show import shown

    for name in options.names:
        print(f"# {name}")
        print("\n".join(shown(name, options.output)) or "nothing wrong")
    return 0


def _diff(options: argparse.Namespace) -> int:
    from corpus.measure.diff import differences

    print(differences(options.rev))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
