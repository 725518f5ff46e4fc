"""Django with djangorestframework-simplejwt: sign-in and refresh with rotation. "app.py" makes the database and its user."""

import os

import django
from django.conf import settings

settings.configure(
    SECRET_KEY=os.urandom(32).hex() if __name__ == "__main__" else os.environ["BENCH_SECRET"],
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="app",
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={"default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": "django.db",
        "CONN_MAX_AGE": None,
        "OPTIONS": {"timeout": 30},
    }},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "rest_framework",
        "rest_framework_simplejwt.token_blacklist",
    ],
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"],
    PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"],
    REST_FRAMEWORK={"DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]},
    SIMPLE_JWT={"ROTATE_REFRESH_TOKENS": True, "BLACKLIST_AFTER_ROTATION": True},
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db.backends.signals import connection_created  # noqa: E402
from django.urls import path  # noqa: E402
from rest_framework_simplejwt.views import TokenObtainPairView, TokenRefreshView  # noqa: E402

urlpatterns = [path("token", TokenObtainPairView.as_view()), path("refresh", TokenRefreshView.as_view())]


def durable(connection, **_):
    """As sallyport.jar has its file: otherwise every commit would sync a journal, too."""
    connection.cursor().execute("PRAGMA journal_mode = WAL")
    connection.cursor().execute("PRAGMA synchronous = FULL")


connection_created.connect(durable)

if __name__ == "__main__":
    from django.contrib.auth.models import User
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    User.objects.create_user("demo", "demo@example.com", "a password of the benchmark")
else:
    application = get_wsgi_application()
