"""What every process that computes does to itself before it begins."""

import os
import resource


def take_stdout() -> int:
    """Keep the pipe of the answers for answers: whatever prints, prints to stderr.

    Returns
    -------
    int
        The file descriptor of the pipe.
    """
    answers = os.dup(1)
    os.dup2(2, 1)
    return answers


def restrict(memory_mib: int, niceness: int) -> None:
    """Bound the memory, and let requests of the web process go first."""
    most = memory_mib * 1024 * 1024
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    os.nice(niceness)


def restrict_time(seconds: int) -> None:
    """Let the system end this process once it has computed so long."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
