"""Knocks at a port of the cluster, step by step, and prints what came of it.

    knock.py HOST PORT STEP...

Steps: `send:HEX` and `text:WORDS` send bytes; `tls:none` and `tls:FILE` begin TLS, without a certificate or with the one in FILE (its key
beside it, .key appended); `call:METHOD:JSON` sends a call of net/rpc, as Consul and Nomad speak it between servers, in msgpack. After
the last step the answer is awaited.
"""
import json
import socket
import ssl
import sys

PATIENCE_SECONDS = 5


def packed(value):
    """Msgpack, of what calls need: maps, short texts, small numbers, lists, true and false."""
    if isinstance(value, bool):
        return b"\xc3" if value else b"\xc2"
    if isinstance(value, int):
        return bytes([value])
    if isinstance(value, str):
        data = value.encode()
        return (bytes([0xA0 | len(data)]) if len(data) < 32 else b"\xda" + len(data).to_bytes(2, "big")) + data
    if isinstance(value, list):
        return bytes([0x90 | len(value)]) + b"".join(map(packed, value))
    return bytes([0x80 | len(value)]) + b"".join(packed(k) + packed(v) for k, v in value.items())


def begin_tls(connection, certificate):
    # Whom we speak to is not what is tried here.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    if certificate != "none":
        context.load_cert_chain(certificate, certificate + ".key")
    return context.wrap_socket(connection)


def knock(host, port, steps):
    connection = socket.create_connection((host, int(port)), PATIENCE_SECONDS)
    for step in steps:
        verb, _, rest = step.partition(":")
        if verb == "send":
            connection.sendall(bytes.fromhex(rest))
        elif verb == "text":
            connection.sendall(rest.encode() + b"\r\n")
        elif verb == "tls":
            connection = begin_tls(connection, rest)
        elif verb == "call":
            method, _, body = rest.partition(":")
            connection.sendall(packed({"ServiceMethod": method, "Seq": 1}) + packed(json.loads(body)))
        else:
            raise SystemExit(f"no step is called {verb}")
    answer = connection.recv(4096)
    return "says " + answer.decode("latin-1").encode("unicode_escape").decode() if answer else "closed"


try:
    print(knock(sys.argv[1], sys.argv[2], sys.argv[3:]))
except ssl.SSLError as refused:
    print("alert", refused.reason)
except TimeoutError:
    print("open, and says nothing")
except (ConnectionResetError, BrokenPipeError):
    print("closed")
