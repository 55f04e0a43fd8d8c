r"""Questions one after the other: at a prompt on a terminal, or line by line from a pipe.

    cli/repl.py -- prompt (a terminal) or piped (none) --> Session.do --> Workspace.ask
                                                              |
                                                              '-- commands: \explain, \lang, \save ...

Only `prompt` knows prompt_toolkit, and only when a terminal is there.
"""
