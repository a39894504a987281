#include "tests/unit/tunnel/recorded_output.h"

namespace viz::test {

QList<RecordedOutput> recordedOutputs() {
    return {
        {u"cloudflared"_qs,
         u"quick tunnel"_qs,
         "2026-01-05T10:00:00Z INF Thank you for trying Cloudflare Tunnel. Doing so, without a Cloudflare account, is "
         "a "
         "quick way to experiment. See https://developers.cloudflare.com/cloudflare-one/connections/connect-apps\n"
         "2026-01-05T10:00:00Z INF Requesting new quick Tunnel on trycloudflare.com...\n"
         "2026-01-05T10:00:03Z INF +--------------------------------------------------------------------------------+\n"
         "2026-01-05T10:00:03Z INF |  Your quick Tunnel has been created! Visit it at (it may take some time to be "
         "reachable):  |\n"
         "2026-01-05T10:00:03Z INF |  https://four-plain-little-words.trycloudflare.com                              "
         "|\n"
         "2026-01-05T10:00:03Z INF +--------------------------------------------------------------------------------+\n"
         "2026-01-05T10:00:03Z INF Starting metrics server on 127.0.0.1:20241/metrics\n"
         "2026-01-05T10:00:04Z INF Registered tunnel connection connIndex=0 location=fra01 protocol=quic\n",
         {u"https://four-plain-little-words.trycloudflare.com"_qs}},
        {u"cloudflared"_qs,
         u"with colours and CR LF"_qs,
         "\x1b[90m2026-01-05T10:00:03Z\x1b[0m \x1b[32mINF\x1b[0m |  https://in-colour-it-is.trycloudflare.com      "
         "|\r\n",
         {u"https://in-colour-it-is.trycloudflare.com"_qs}},
        {u"ngrok"_qs,
         u"JSON log"_qs,
         "{\"lvl\":\"info\",\"msg\":\"no configuration paths supplied\",\"t\":\"2026-01-05T10:00:00Z\"}\n"
         "{\"addr\":\"127.0.0.1:4040\",\"lvl\":\"info\",\"msg\":\"starting web service\",\"obj\":\"web\"}\n"
         "{\"lvl\":\"info\",\"msg\":\"client session established\",\"obj\":\"tunnels.session\"}\n"
         "{\"addr\":\"http://127.0.0.1:8443\",\"lvl\":\"info\",\"msg\":\"started tunnel\",\"name\":\"command_line\","
         "\"obj\":\"tunnels\",\"t\":\"2026-01-05T10:00:01Z\",\"url\":\"https://Ab12-203-0-113-7.ngrok-free.app\"}\n"
         "{\"lvl\":\"info\",\"msg\":\"update available\",\"obj\":\"updater\"}\n",
         {u"https://ab12-203-0-113-7.ngrok-free.app"_qs}},
        {u"localhost.run"_qs,
         u"JSON, and a new name after hours"_qs,
         "Warning: Permanently added 'localhost.run' (RSA) to the list of known hosts.\r\n"
         "{\"connection_id\": \"0b1c\", \"event\": \"authn\", \"message\": \"authenticated as anonymous user\"}\r\n"
         "{\"connection_id\": \"0b1c\", \"event\": \"tcpip-forward\", \"message\": \"8beaa541ba3dc2.lhr.life tunneled "
         "with "
         "tls termination, https://8beaa541ba3dc2.lhr.life\", \"address\": \"8beaa541ba3dc2.lhr.life\", \"status\": "
         "\"success\"}\r\n"
         "{\"connection_id\": \"0b1c\", \"event\": \"tcpip-forward\", \"address\": \"77aa41ba3dc2ff.lhr.life\"}\r\n",
         {u"https://8beaa541ba3dc2.lhr.life"_qs, u"https://77aa41ba3dc2ff.lhr.life"_qs}},
        {u"localhost.run"_qs,
         u"text with a QR code"_qs,
         "===============================================================================\r\n"
         "Welcome to localhost.run!\r\n"
         "Follow your favourite reverse tunnel at [https://twitter.com/localhost_run].\r\n"
         "To set up and manage custom domains go to https://admin.localhost.run/\r\n"
         "More details on custom domains at https://localhost.run/docs/custom-domains\r\n"
         "===============================================================================\r\n"
         "** your connection id is 00000000-0000-4000-8000-000000000000, please mention it. **\r\n"
         "authenticated as anonymous user\r\n"
         "9b82a2f075fcd6.lhr.life tunneled with tls termination, https://9b82a2f075fcd6.lhr.life\r\n"
         "create an account and add your key for a longer lasting domain name. see "
         "https://localhost.run/docs/forever-free/ for more information.\r\n"
         "\x1b[40m  \x1b[107m  \x1b[40m  \x1b[0m\r\n",
         {u"https://9b82a2f075fcd6.lhr.life"_qs}},
        {u"tailscale"_qs,
         u"in the foreground"_qs,
         "Available on the internet:\n\nhttps://laptop.tail1234.ts.net/\n|-- proxy http://127.0.0.1:8443\n\n"
         "Press Ctrl+C to exit.\n",
         {u"https://laptop.tail1234.ts.net"_qs}},
        {u"tailscale"_qs,
         u"on another port"_qs,
         "Available on the internet:\n\nhttps://laptop.tail1234.ts.net:8443/\n|-- proxy http://127.0.0.1:8443\n",
         {u"https://laptop.tail1234.ts.net:8443"_qs}},
        {u"pinggy"_qs,
         u"text"_qs,
         "Allocated port 4 for remote forward to 127.0.0.1:8443\r\n"
         "You are not authenticated.\r\nYour tunnel will expire in 60 minutes. Upgrade to Pinggy Pro at "
         "https://dashboard.pinggy.io to get unlimited tunnels.\r\n"
         "http://rnabc-203-0-113-7.a.free.pinggy.link\r\nhttps://rnabc-203-0-113-7.a.free.pinggy.link\r\n",
         {u"https://rnabc-203-0-113-7.a.free.pinggy.link"_qs}},
        {u"zrok"_qs,
         u"text of version 1"_qs,
         "[   1.892]    INFO main.(*sharePublicCommand).run: access your zrok share at the following endpoints:\n"
         " https://abcdef123456.share.zrok.io\n"
         "[   3.014]    INFO sdk-golang/ziti.(*listenerManager).createSessionWithBackoff: new service session\n",
         {u"https://abcdef123456.share.zrok.io"_qs}},
        {u"zrok"_qs,
         u"JSON of version 1"_qs,
         "{\"file\":\"sharePublic.go:200\",\"func\":\"main.(*sharePublicCommand).shareLocal\",\"level\":\"info\","
         "\"msg\":"
         "\"access your zrok share at the following endpoints:\\n https://abcdef123456.share.zrok.io\",\"time\":"
         "\"2026-01-05T10:00:00Z\"}\n",
         {u"https://abcdef123456.share.zrok.io"_qs}},
        {u"zrok"_qs,
         u"JSON of version 2, a bare host"_qs,
         "{\"level\":\"INFO\",\"msg\":\"access your zrok share at the following endpoints:\\n "
         "abcdef.shares.zrok.io\"}\n",
         {u"https://abcdef.shares.zrok.io"_qs}},
        {u"devtunnel"_qs,
         u"host"_qs,
         "Hosting port: 8443\n"
         "Connect via browser: https://abcd1234.euw.devtunnels.ms:8443, https://abcd1234-8443.euw.devtunnels.ms\n"
         "Inspect network activity: https://abcd1234-8443-inspect.euw.devtunnels.ms\n\n"
         "Ready to accept connections for tunnel: calm-hill-0abcdef\n",
         {u"https://abcd1234-8443.euw.devtunnels.ms"_qs}},
        {u"devtunnel"_qs,
         u"one address"_qs,
         "Connect via browser: https://abcd1234-8443.euw.devtunnels.ms/\r\n",
         {u"https://abcd1234-8443.euw.devtunnels.ms"_qs}},
        {u"localtunnel"_qs,
         u"lt"_qs,
         "your url is: https://tidy-cats-knock.loca.lt\n",
         {u"https://tidy-cats-knock.loca.lt"_qs}},
        {u"bore"_qs,
         u"coloured log"_qs,
         "\x1b[2m2026-01-05T10:00:00.000000Z\x1b[0m \x1b[32m INFO\x1b[0m \x1b[2mbore_cli::client\x1b[0m\x1b[2m:\x1b[0m "
         "connected to server \x1b[3mremote_port\x1b[0m\x1b[2m=\x1b[0m40537\n"
         "\x1b[2m2026-01-05T10:00:00.000100Z\x1b[0m \x1b[32m INFO\x1b[0m \x1b[2mbore_cli::client\x1b[0m\x1b[2m:\x1b[0m "
         "listening at bore.pub:40537\n",
         {u"http://bore.pub:40537"_qs}},
        {u"own-server"_qs,
         u"ssh -v"_qs,
         "OpenSSH_9.2p1 Debian-2, OpenSSL 3.0 1 Jan 2026\r\n"
         "debug1: Connecting to vps.example.org [203.0.113.9] port 22.\r\n"
         "Authenticated to vps.example.org ([203.0.113.9]:22) using \"publickey\".\r\n"
         "debug1: Remote connections from 127.0.0.1:8443 forwarded to local address 127.0.0.1:8443\r\n"
         "debug1: remote forward success for: listen 127.0.0.1:8443, connect 127.0.0.1:8443\r\n",
         {u"https://viz.example.org"_qs}},
        {u"frp"_qs,
         u"frpc"_qs,
         "2026-01-05 10:00:00.000 [I] [client/service.go:295] try to connect to server...\n"
         "2026-01-05 10:00:00.100 [I] [client/service.go:287] [0123] login to server success, get run id [0123]\n"
         "2026-01-05 10:00:00.200 [I] [client/control.go:173] [0123] [viz] start proxy success\n",
         {u"https://viz.example.org"_qs}},
    };
}

} // namespace viz::test
