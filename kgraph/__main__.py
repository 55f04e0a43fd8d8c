"""The command line's door: `kgraph`, or `python -m kgraph`."""

import sys


def main() -> None:
    """Run a command; exit 0 when answered, 1 for what the user can mend, 2 for usage, 70 for a fault in kgraph."""
    from kgraph.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    if not sys.flags.safe_path:
        # `python -m` looks for modules where one stands before all else: what a project has there must not run unasked.
        del sys.path[0]
    main()
