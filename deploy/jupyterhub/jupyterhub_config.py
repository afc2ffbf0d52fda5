"""A JupyterHub for this course on one machine; docs/instructors.md says how to set it up."""

c = get_config()  # type: ignore[name-defined]  # noqa: F821 (traitlets defines it while it reads this file)

COURSE = "neural-networks-from-scratch"  # course_id in nbgrader_config.py
FOLDER = "/srv/course"  # the course's folder, with .venv, for the grader alone
GRADER = "grader"  # the account that owns it
ASSISTANTS = ["tomas", "ines"]  # who see the formgrader, and a terminal in which to grade

c.JupyterHub.bind_url = "http://127.0.0.1:8000"  # for others only behind a web server with HTTPS
c.Authenticator.allow_all = True  # whoever has an account on this machine
c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = c.Spawner.http_timeout = 300  # seconds: a whole class may log in at once

# One server for all assistants runs as the grader. It opens with the formgrader in a page of its own, since a hub
# forbids the frame in which JupyterLab would show it; JupyterLab is at the same address with /lab at its end.
c.JupyterHub.services = [
    {
        "name": COURSE,
        "url": "http://127.0.0.1:9999",
        "user": GRADER,
        "cwd": FOLDER,
        "command": [f"{FOLDER}/.venv/bin/jupyterhub-singleuser"],
        "environment": {"JUPYTERHUB_DEFAULT_URL": "/formgrader/manage_assignments"},
        "oauth_no_confirm": True,
        "timeout": 300,  # seconds that it may take to start
    }
]
# nbgrader knows teachers by a group of this name.
group = f"formgrade-{COURSE}"
c.JupyterHub.load_groups = {group: {"users": ASSISTANTS}}
c.JupyterHub.load_roles = [
    {
        "name": group,
        "groups": [group],
        "scopes": [f"access:services!service={COURSE}", "list:services", f"read:services!service={COURSE}"],
    }
]
