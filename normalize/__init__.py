"""Document in, Report out: what a report states, whatever template it was typed into."""
