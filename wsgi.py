"""The entrance of the web: `gunicorn -c wiring/gunicorn_config.py wsgi:app`, and all `flask`
commands.
"""

from wiring.web import create

system = create()
app = system.app
