"""Copying what a file is, beside what it holds: owner, group, mode, ACL and extended attributes."""

from __future__ import annotations

import errno
import os
import stat

_ACL = "system.posix_acl_access"
_NONE_HERE = {errno.ENOTSUP, errno.ENOSYS, errno.ENODATA}
_REFUSED = {errno.EPERM, errno.EACCES, errno.EINVAL, errno.ENOTSUP}


def copy_metadata(source: int, target: int) -> bool:
    """Makes the open file `target` be to others what the open file `source` is.

    False: something could not be kept, and the file should be written in place. Raises `OSError` when the disk fails.
    """
    wanted = os.fstat(source)
    made = os.fstat(target)
    if (wanted.st_uid, wanted.st_gid) != (made.st_uid, made.st_gid):
        owner = -1 if wanted.st_uid == made.st_uid else wanted.st_uid
        group = -1 if wanted.st_gid == made.st_gid else wanted.st_gid
        try:
            os.fchown(target, owner, group)
        except OSError as error:
            if error.errno in _REFUSED:
                return False
            raise
    if not _copy_attributes(source, target):
        return False
    # After the owner, whose change clears bits, and after the ACL, whose mask is the group's bits.
    os.fchmod(target, stat.S_IMODE(wanted.st_mode))
    made = os.fstat(target)
    return (made.st_uid, made.st_gid, made.st_mode) == (wanted.st_uid, wanted.st_gid, wanted.st_mode)


def _copy_attributes(source: int, target: int) -> bool:
    wanted = _attributes(source)
    found = _attributes(target)
    for name in found.keys() - wanted.keys():  # An ACL that the folder gave to the new file, say.
        if not name.startswith(("security.", "trusted.")):
            try:
                os.removexattr(target, name)
            except OSError as error:
                if error.errno not in _NONE_HERE | _REFUSED:
                    raise
                if name == _ACL:
                    return False
    for name, value in wanted.items():
        if found.get(name) == value:
            continue
        try:
            os.setxattr(target, name, value)
        except OSError as error:
            if error.errno not in _REFUSED:
                raise
            if not name.startswith(("security.", "trusted.")):  # Those are the system's to give, not ours.
                return False
    return True


def _attributes(fd: int) -> dict[str, bytes]:
    if not hasattr(os, "listxattr"):  # Not Linux.
        return {}
    try:
        names = os.listxattr(fd)
    except OSError as error:
        if error.errno in _NONE_HERE:
            return {}
        raise
    found = {}
    for name in names:
        try:
            found[name] = os.getxattr(fd, name)
        except OSError as error:
            if error.errno not in _NONE_HERE and not name.startswith(("security.", "trusted.")):
                raise
    return found
