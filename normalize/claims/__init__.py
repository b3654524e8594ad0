"""What sentences state: money, counts, periods, projects, a whole and its parts."""
