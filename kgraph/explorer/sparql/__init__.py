"""SPARQL 1.1 Protocol: how a query comes in (`routing`), and what a worker makes of it (`answering`)."""
