"""Tables that are no forms but list projects with their money and marks, or sum up the parts of a form."""
