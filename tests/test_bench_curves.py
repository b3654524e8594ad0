"""The plots beside bench/README.md are drawn from its tables, and nothing else."""

from pathlib import Path

from bench.curves import named, read, svg

HEAD = "# x\n\n## A: ms by number of things\n\n"
BENCH = Path(__file__).parent.parent / "bench"
PAGE = (BENCH / "README.md").read_text("utf-8")


def test_every_scaling_table_has_its_plot_and_every_plot_its_table() -> None:
    drawn = {named(title): svg(title, curves) for title, curves in read(PAGE).items()}
    assert {"word-tables.svg", "pdf-pages.svg"} <= set(drawn)
    assert {path.name: path.read_text("utf-8") for path in (BENCH / "curves").iterdir()} == drawn
    assert all(f"(curves/{name})" in PAGE for name in drawn)


def test_a_cost_in_proportion_is_drawn_as_a_straight_line() -> None:
    page = HEAD + "| r | 1 | 10 | 100 | note |\n|---|---|---|---|---|\n| us | 2 | 20 | 200 | 7 |\n"
    curves = read(page)["A: ms by number of things"]
    assert curves == [("us", [(1, 2), (10, 20), (100, 200)])]
    dots = [line for line in svg("A", curves).splitlines() if line.startswith("<circle")]
    (x1, y1), (x2, y2), (x3, y3) = ((float(dot.split('"')[1]), float(dot.split('"')[3])) for dot in dots)
    assert abs((x2 - x1) - (x3 - x2)) < 0.2
    assert abs((y1 - y2) - (y2 - y3)) < 0.2


def test_a_reader_that_failed_has_no_curve() -> None:
    page = HEAD + "| r | 1 | 10 |\n|---|---|---|\n| us | 2 | 20 |\n| them | failed: crash | |\n"
    assert [name for name, _ in read(page)["A: ms by number of things"]] == ["us"]
