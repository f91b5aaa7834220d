"""A private PostgreSQL for tests: its own programs, data and socket, in a temporary folder.

PostgreSQL 15 reads extensions only from its own folders. It finds these relative to its program, so a
copy of the program in TEMPORARY/usr/lib/postgresql/15/bin reads TEMPORARY/usr/share/postgresql/15.
`make install DESTDIR=TEMPORARY` puts the extension there, and symbolic links the rest of the system's
files. Nothing outside of the temporary folder is written, and no other server is touched.

PostgreSQL refuses to run as root: the programs then run as the user postgres, or nobody.
"""
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PROGRAMS = ["postgres", "initdb", "pg_ctl", "psql", "pg_dump"]
SETTINGS = """
listen_addresses = ''
fsync = off
shared_buffers = 32MB
max_connections = 20
restart_after_crash = on
max_parallel_workers_per_gather = 2
log_min_messages = log
"""


class Missing(Exception):
    """What must be installed."""


def pg_config(name):
    try:
        done = subprocess.run([os.environ.get("PG_CONFIG", "pg_config"), name], capture_output=True, text=True)
    except OSError as error:
        raise Missing("pg_config is missing: apt-get install postgresql-server-dev-15") from error
    return pathlib.Path(done.stdout.strip())


def require_server():
    """The folder of the server's programs, or Missing."""
    folder = pg_config("--bindir")
    if not pg_config("--pgxs").exists():
        raise Missing("the server's headers are missing: apt-get install postgresql-server-dev-15")
    if not (folder / "postgres").exists():
        raise Missing(f"{folder}/postgres is missing: apt-get install postgresql-15")
    return folder


def user():
    """The user of the server: null for the present one."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Missing("PostgreSQL does not run as root, and there is no user postgres or nobody")


def link_tree(source, target):
    """Symbolic links to the files of a tree, except to those that are there."""
    for folder, _, names in os.walk(source):
        place = target / pathlib.Path(folder).relative_to(source)
        place.mkdir(parents=True, exist_ok=True)
        for name in names:
            if not (place / name).exists():
                (place / name).symlink_to(pathlib.Path(folder) / name)


class Cluster:
    """Installs the extension and starts a server, as a context."""

    def __init__(self, sources, build):
        self.system = require_server()
        self.user = user()
        self.sources, self.build = sources, build
        os.umask(0o022)  # the user of the server reads what root makes
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="arnorm-pg-"))
        self.bin = self.root / self.system.relative_to("/")
        self.data = self.root / "data"
        self.running = False

    def __enter__(self):
        try:
            self.install()
            self.run("initdb", "-D", self.data, "-E", "UTF8", "--locale=C.UTF-8", "-U", "postgres", "-N", "-A", "trust")
            with open(self.data / "postgresql.conf", "a", encoding="utf-8") as file:
                file.write(f"unix_socket_directories = '{self.root}'\n{SETTINGS}")
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.running:
            self.run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.root)

    def install(self):
        """Builds the extension outside of the sources and installs it below the root."""
        self.root.chmod(0o755)
        folder = self.root / "build"
        folder.mkdir()
        makefile = self.sources / "Makefile"
        subprocess.run(
            ["make", "-s", "-f", makefile, f"VPATH={self.sources}", f"ARNORM_BUILD={self.build}", f"DESTDIR={self.root}",
             "COPT=-Werror", "install"],
            cwd=folder, check=True, stdout=subprocess.DEVNULL)
        for name in PROGRAMS:
            self.bin.mkdir(parents=True, exist_ok=True)
            shutil.copy(self.system / name, self.bin)
        for name in ("--sharedir", "--pkglibdir"):
            link_tree(pg_config(name), self.root / pg_config(name).relative_to("/"))
        if self.user:
            os.chown(self.root, self.user.pw_uid, self.user.pw_gid)

    def command(self, program, *arguments):
        """The arguments and settings of a process that is not root."""
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(self.root), "PGHOST": str(self.root),
                       "PGUSER": "postgres", "PGDATABASE": "postgres", "PGTZ": "UTC"}
        # A search path that a user of the machine may have: the server must not follow it.
        environment["ARNORM_PATH"] = str(self.root / "unused")
        options = {"env": environment, "cwd": self.root}
        if self.user:
            options |= {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        return [str(self.bin / program), *map(str, arguments)], options

    def run(self, program, *arguments, text=None, check=True):
        command, options = self.command(program, *arguments)
        done = subprocess.run(command, input=text, capture_output=True, text=True, **options)
        if check and done.returncode != 0:
            sys.exit(f"{program}: {done.stdout}{done.stderr}")
        return done

    def start(self):
        # pg_ctl's pipes would be inherited by the server and never close.
        command, options = self.command("pg_ctl", "-D", self.data, "-l", self.root / "log", "-w", "start")
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **options)
        self.running = True

    def restart(self):
        self.run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "stop")
        self.start()

    def psql(self, commands, database="postgres", *options):
        """What psql prints for commands, errors included; values alone, separated by |."""
        done = self.run("psql", "-X", "-q", "-A", "-t", *options, "-d", database, "-f", "-", text=commands, check=False)
        return (done.stdout + done.stderr.replace("psql:<stdin>:", "")).rstrip("\n")

    def kill(self, pid, seconds=60):
        """Kills a backend. The server notices it, ends all others, and recovers; returns whether it did."""
        log = self.root / "log"
        before = log.stat().st_size
        os.kill(pid, signal.SIGKILL)
        for _ in range(seconds * 10):
            if "ready to accept connections" in log.read_text(encoding="utf-8")[before:]:
                return True
            time.sleep(0.1)
        return False
