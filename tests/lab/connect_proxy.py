"""An HTTP proxy with nothing but CONNECT, as offices have it; every name leads to one port of this machine.
usage: connect_proxy.py PORT TARGET LOG"""
import socket
import sys
import threading


def head_of(client):
    head = b""
    while b"\r\n\r\n" not in head and len(head) < 8192:
        received = client.recv(4096)
        if not received:
            break
        head += received
    return head


def pump(source, drain):
    try:
        while data := source.recv(65536):
            drain.sendall(data)
    except OSError:
        pass
    for end in (source, drain):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def serve(client, target, log):
    with client:
        line = head_of(client).split(b"\r\n")[0].decode("latin-1")
        if not line:
            return
        print(line, file=log, flush=True)
        if not line.startswith("CONNECT "):
            return client.sendall(b"HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n")
        with socket.create_connection(("127.0.0.1", target)) as server:
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=pump, args=(server, client), daemon=True)
            back.start()
            pump(client, server)
            back.join()


def main():
    port, target = map(int, sys.argv[1:3])
    with open(sys.argv[3], "a") as log, socket.create_server(("127.0.0.1", port)) as listener:
        while True:
            client, _ = listener.accept()
            threading.Thread(target=serve, args=(client, target, log), daemon=True).start()


if __name__ == "__main__":
    main()
