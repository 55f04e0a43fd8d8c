"""What the explorer's pages show, made from a view: dictionaries and lists of plain values, ready for JSON.

The server gives them to the browser, and the offline file holds them. A thing is everywhere as answers have it, with
iri, code, label and kind; labels and sentences are in the view's language. `schemas` says what each of them looks like.
"""
