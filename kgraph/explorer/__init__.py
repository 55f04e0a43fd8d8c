"""The explorer: a project in the browser, and for other programs over HTTP; nothing of it leaves the machine."""
