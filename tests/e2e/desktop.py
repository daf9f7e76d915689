"""A desktop of its own for programs with windows: a virtual X display, a window manager, a session bus.

    with Desktop() as desktop:
        program = desktop.start("plausch", "--profile", folder)
        window = desktop.window_of(program)
        desktop.type(window, "hello\n")
        desktop.picture("window.png", window)

Everything it started is ended when the block is left, and nothing else. Needs Debian's xvfb, openbox, xdotool,
imagemagick and dbus.
"""

import os
import shutil
import subprocess
import tempfile
import time


class DesktopError(Exception):
    pass


def wait_for(condition, what, seconds=15.0):
    """Asks until the condition says something true, and returns that. Never longer than the given time."""
    end = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise DesktopError(f"waited {seconds:g} s in vain for {what}")
        time.sleep(0.03)


class Desktop:
    def __init__(self, width=1280, height=800, language="en_US.UTF-8"):
        self._size = f"{width}x{height}x24"
        self._language = language
        self._processes = []
        self._home = None
        self.environment = {}

    def __enter__(self):
        for tool in ("Xvfb", "setxkbmap", "openbox", "xdotool", "import", "dbus-daemon"):
            if not shutil.which(tool):
                raise DesktopError(f"{tool} is not installed")
        self._home = tempfile.mkdtemp(prefix="plausch-desktop-")
        try:
            self._open()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def _open(self):
        runtime = os.path.join(self._home, "run")
        os.mkdir(runtime, 0o700)
        self.environment = {
            "HOME": self._home,
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "XDG_RUNTIME_DIR": runtime,
            "LANG": "C.UTF-8",  # always there; the language of the texts is said by LANGUAGE
            "LANGUAGE": self._language,
            "QT_QPA_PLATFORM": "xcb",
            "NO_AT_BRIDGE": "1",
        }
        for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
            if name in os.environ:
                self.environment[name] = os.environ[name]
        number = self._first_line("Xvfb", "-screen", "0", self._size, "-nolisten", "tcp", "-noreset", "-displayfd")
        self.environment["DISPLAY"] = f":{number}"
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._first_line(
            "dbus-daemon", "--session", "--nofork", "--nosyslog", "--print-address")
        # With a German keyboard umlauts are keys of their own: a key that xdotool has to invent gets lost under load.
        self._ask("setxkbmap", "de")
        self.start("openbox", "--sm-disable")
        wait_for(lambda: "window id" in self._ask("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"), "the window manager")

    def _first_line(self, *command):
        """Starts a server that reports where it is on the descriptor that is appended to its arguments."""
        reader, writer = os.pipe()
        try:
            last = f"{command[-1]}={writer}" if command[-1].startswith("--") else None
            arguments = [*command[:-1], last] if last else [*command, str(writer)]
            self._processes.append(subprocess.Popen(
                arguments, env=self.environment, pass_fds=(writer,), stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        finally:
            os.close(writer)
        with os.fdopen(reader) as lines:
            line = lines.readline().strip()
        if not line:
            raise DesktopError(f"{command[0]} did not start")
        return line

    def __exit__(self, *_):
        for process in reversed(self._processes):
            self.end(process)
        self._processes.clear()
        if self._home:
            shutil.rmtree(self._home, ignore_errors=True)

    # Programs

    def start(self, *command, log=None, **environment):
        output = open(log, "wb") if log else subprocess.DEVNULL
        try:
            process = subprocess.Popen(command, env={**self.environment, **environment}, stdin=subprocess.DEVNULL,
                                       stdout=output, stderr=output)
        finally:
            if log:
                output.close()
        self._processes.append(process)
        return process

    @staticmethod
    def end(process):
        """Asks the program to stop, and insists after ten seconds. Returns its exit status."""
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        return process.wait()

    def _ask(self, *command):
        return subprocess.run(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, timeout=30, check=False).stdout.decode()

    # Windows, named by their X number

    def window_of(self, process, title=".", seconds=30.0):
        """The newest visible window of the program whose title matches."""
        def look():
            if process.poll() is not None:
                raise DesktopError(f"{process.args[0]} ended with status {process.returncode} and showed no window")
            found = self._ask("xdotool", "search", "--all", "--onlyvisible", "--pid", str(process.pid), "--name", title)
            return found.split()[-1:]
        return wait_for(look, f"a window '{title}' of {process.args[0]}", seconds)[0]

    def title(self, window):
        return self._ask("xdotool", "getwindowname", window).strip()

    def place(self, window, x, y, width, height):
        self._ask("xdotool", "windowsize", "--sync", window, str(width), str(height))
        self._ask("xdotool", "windowmove", window, str(x), str(y))

    def activate(self, window):
        self._ask("xdotool", "windowactivate", "--sync", window)
        wait_for(lambda: self._ask("xdotool", "getwindowfocus").strip() == window, "the focus")

    def type(self, window, text):
        """As from a keyboard; a line feed is the Enter key."""
        self.activate(window)
        for number, line in enumerate(text.split("\n")):
            if number:
                self._ask("xdotool", "key", "--clearmodifiers", "Return")
            if line:
                self._ask("xdotool", "type", "--clearmodifiers", "--delay", "8", "--", line)

    def key(self, window, *keys):
        """Like key(window, "ctrl+k", "Escape")."""
        self.activate(window)
        self._ask("xdotool", "key", "--clearmodifiers", *keys)

    def key_to_focus(self, *keys):
        """To whatever has the focus: a popup, for example, which is no window to be activated."""
        self._ask("xdotool", "key", "--clearmodifiers", *keys)

    def click(self, window, x, y):
        """The left button; x and y from the window's upper left corner."""
        self.activate(window)
        self._ask("xdotool", "mousemove", "--window", window, str(x), str(y), "click", "1")

    def settle(self, window, seconds=5.0):
        """Waits until two looks in a row show the same picture: nothing moves any more. A blinking caret may go on."""
        self.activate(window)
        end = time.monotonic() + seconds
        last = None
        while time.monotonic() < end:
            now = subprocess.run(["import", "-silent", "-window", window, "rgb:-"], env=self.environment,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=30, check=True).stdout
            if now == last:
                return
            last = now
            time.sleep(0.3)

    def picture(self, path, window="root"):
        """A PNG of one window, raised before, or of the whole screen."""
        if window != "root":
            self.activate(window)
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        subprocess.run(["import", "-silent", "-window", window, path], env=self.environment,
                       stdin=subprocess.DEVNULL, timeout=30, check=True)
