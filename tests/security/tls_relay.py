"""Takes plain connections on loopback and passes them on by TLS, whoever's certificate it is: two threads may not share
a TLS socket of Python's. Its own process, so that it does not stand in the way of who measures.
usage: tls_relay.py TARGET_PORT. Prints the port that it listens on."""
import asyncio
import ssl
import sys


def client_context():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


async def pass_on(reader, writer):
    try:
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    writer.close()


async def relay(near_reader, near_writer, port, context):
    far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
    await asyncio.gather(pass_on(near_reader, far_writer), pass_on(far_reader, near_writer))


async def serve(port):
    context = client_context()
    server = await asyncio.start_server(lambda *streams: relay(*streams, port, context), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
