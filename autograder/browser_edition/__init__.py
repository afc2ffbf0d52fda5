"""The browser edition: the course in JupyterLite, with nothing to install.

A folder of static files in which Python itself (Pyodide) runs in the reader's browser.
"""
