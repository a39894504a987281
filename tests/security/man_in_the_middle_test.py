"""The tunnel's operator between two real programs: nothing it does gets a word, a ring or a pair of equal words.
usage: man_in_the_middle_test.py VIZ [unittest arguments]"""
import os
import secrets

import viz1
from security_case import LOST, NO_WAY, NOT_AUTHENTIC, OK, REFUSED, SecurityCase, main
from tunnel_operator import TunnelOperator
from two_calls import TwoCalls
from voice_caller import VoiceCaller
from waiting import wait_until
from web_socket import Refused

TO_HOST, TO_JOINER = True, False
KNOCK, OFFER, OPEN = (TO_HOST, 0), (TO_JOINER, 0), (TO_HOST, 1)
NOT_THIS_INVITE = "prove"


def change(which, edit):
    """Tampers with one message: `edit` gets a bytearray."""
    def tamper(to_host, index, message):
        if (to_host, index) != which:
            return [message]
        changed = bytearray(message)
        edit(changed)
        return [bytes(changed)]
    return tamper


def swallow(which):
    return lambda to_host, index, message: [] if (to_host, index) == which else [message]


def put(offset, data):
    def edit(message):
        message[offset:offset + len(data)] = data
    return edit


class Link(SecurityCase):
    """With an invite."""

    def attack(self, tamper, status, *words):
        host = self.host()
        operator = self.enter(TunnelOperator(host.port, tamper))
        joiner = self.join(operator.invite(host.invite))
        self.assert_ends(joiner, status, *words)
        self.assert_never_rang(host, joiner)
        self.assertEqual(operator.paths, [viz1.InviteKeys.of(host.invite).path], "no second try, no other path")
        self.assert_still_serves(host)
        return operator

    def test_keys_swapped(self):
        own = viz1.public_key(bytes(range(32)))
        commitment = viz1.blake2b(32, b"viz1 commit", own)
        for which, edit in ((KNOCK, put(32, commitment)), (OFFER, put(16, own)), (OPEN, put(8, own))):
            with self.subTest(which):
                self.attack(change(which, edit), NOT_AUTHENTIC, NOT_THIS_INVITE)

    def test_mode_rewritten(self):
        for which, offset, mode in ((KNOCK, 7, viz1.SAS), (KNOCK, 7, viz1.RESUME), (OFFER, 6, viz1.SAS),
                                    (OFFER, 6, viz1.RESUME)):
            with self.subTest(which=which, mode=mode):
                self.attack(change(which, put(offset, bytes([mode]))), NOT_AUTHENTIC)

    def test_knock_made_one_without_a_secret(self):
        """Mode 0 and no mac1, at the path of those who have none: the host may answer, the joiner may not go on."""
        def tamper(to_host, index, message):
            if (to_host, index) != KNOCK:
                return [message]
            return [message[:7] + bytes([viz1.SAS]) + message[8:64] + bytes(16)]
        self.attack(tamper, NOT_AUTHENTIC)

    def test_version_and_capabilities_rewritten(self):
        for which, offset, status in ((KNOCK, 5, NOT_AUTHENTIC), (KNOCK, 6, NOT_AUTHENTIC), (KNOCK, 11, NOT_AUTHENTIC),
                                      (OFFER, 5, None), (OFFER, 11, NOT_AUTHENTIC)):
            for value in (0, 2):
                with self.subTest(which=which, offset=offset, value=value):
                    self.attack(change(which, put(offset, bytes([value]))), status or NO_WAY)

    def test_refusals_made_up(self):
        """Hints that choose a sentence: the joiner gives up, and never tries without its secret."""
        for status, expected in ((1, REFUSED), (2, NO_WAY), (3, NOT_AUTHENTIC), (4, REFUSED)):
            with self.subTest(status):
                def tamper(to_host, index, message, status=status):
                    return [message[:7] + bytes([status]) + message[8:16]] if (to_host, index) == OFFER else [message]
                self.attack(tamper, expected)

    def test_messages_cut_short(self):
        for which in (KNOCK, OFFER, OPEN):
            with self.subTest(which):
                self.attack(change(which, lambda message: message.pop()), NOT_AUTHENTIC, NOT_THIS_INVITE)

    def test_messages_made_longer(self):
        for which in (KNOCK, OFFER, OPEN):
            with self.subTest(which):
                self.attack(change(which, lambda message: message.append(0)), NOT_AUTHENTIC, NOT_THIS_INVITE)

    def test_an_answer_that_is_not_of_viz(self):
        """Nobody there claims to be the host."""
        for answer in (b"hello", b"VIZ", bytes(80)):
            with self.subTest(answer[:5]):
                self.attack(lambda to_host, index, message, answer=answer:
                            [answer] if (to_host, index) == OFFER else [message], NO_WAY, "not Viz")

    def test_a_connection_that_is_cut(self):
        """Before the handshake was through there was no call that could be lost."""
        for which in (KNOCK, OFFER, OPEN):
            with self.subTest(which):
                operators = []
                def tamper(to_host, index, message, which=which, operators=operators):
                    if (to_host, index) == which:
                        operators[0].cut()
                    return [message]
                host = self.host()
                operators.append(self.enter(TunnelOperator(host.port, tamper)))
                joiner = self.join(operators[0].invite(host.invite))
                self.assert_ends(joiner, NO_WAY)
                self.assert_never_rang(host, joiner)
                self.assert_still_serves(host)

    def test_messages_swallowed(self):
        """All three at once, because each takes until somebody's patience ends."""
        pairs = []
        for which in (KNOCK, OFFER, OPEN):
            host = self.host()
            operator = self.enter(TunnelOperator(host.port, swallow(which)))
            pairs.append((host, self.join(operator.invite(host.invite))))
        for host, joiner in pairs:
            self.assert_ends(joiner, NO_WAY, "in time")
            self.assert_never_rang(host, joiner)
            self.assert_still_serves(host)

    def test_old_messages_sent_again(self):
        recorded = self.messages_of_a_call_through_an_operator()
        for which in (KNOCK, OFFER, OPEN):
            with self.subTest(which):
                old = recorded[which[0]][which[1]]
                self.attack(change(which, lambda message, old=old: put(0, old)(message)), NOT_AUTHENTIC)

    def messages_of_a_call_through_an_operator(self):
        host = self.host()
        operator = self.enter(TunnelOperator(host.port))
        joiner = self.join(operator.invite(host.invite), "--duration", "0.1")
        self.assertEqual([joiner.wait_exit(), host.wait_exit()], [OK, OK])
        return operator.messages

    def test_a_recorded_call_played_to_the_same_host(self):
        host = self.host()
        operator = self.enter(TunnelOperator(host.port))
        keys = viz1.InviteKeys.of(host.invite)
        joiner = self.join(operator.invite(host.invite))
        joiner.wait_line("connected ")
        wait_until(lambda: len(operator.messages[TO_HOST]) > 3, "records flow")
        for messages in ([0], [0, 1], [0, 1, 2, 3]):
            answers = self.play(self.dial(host.port, keys.path), [operator.messages[TO_HOST][i] for i in messages])
            self.assertLessEqual(len(answers), 1)
            self.assertTrue(all(answer[7] == 1 for answer in answers), "busy, at the most")
        self.assertEqual([joiner.hang_up(), host.wait_exit()], [OK, OK], "the call went on")

    def test_own_host_without_the_secret(self):
        """The operator answers itself, with a handshake of its own and every mode it may claim."""
        for mode in (viz1.LINK, viz1.SAS):
            with self.subTest(mode), TwoCalls(None, claims=mode) as operator:
                keys = viz1.InviteKeys.random()
                joiner = self.join(keys.invite(operator.port))
                self.assert_ends(joiner, NOT_AUTHENTIC, NOT_THIS_INVITE)
                self.assert_never_rang(joiner)
                self.assertEqual(operator.paths, [keys.path])

    def test_own_joiner_without_the_secret(self):
        host = self.host("--link-only")
        keys = viz1.InviteKeys.of(host.invite)
        with self.assertRaises(Refused) as refused:
            self.dial(host.port, "/v1")
        self.assertEqual(refused.exception.status, 404)
        for stranger in (viz1.Joiner(), viz1.Joiner(viz1.InviteKeys.random())):
            knocking = self.dial(host.port, keys.path)  # the operator knows the path from the joiner's request
            knocking.send(stranger.knock())
            self.assertIsNone(knocking.receive(), "not one byte of an answer")
            self.assertEqual(knocking.close_code, 4401)
        self.assert_never_rang(host)
        self.assert_still_serves(host)

    def test_tickets_that_are_none(self):
        """The operator sees the id of a ticket in clear, and the invite's path; it has not its key."""
        host = self.host()
        keys = viz1.InviteKeys.of(host.invite)
        with VoiceCaller(host.port, keys) as caller:
            caller.wait_until_talking()
            session = caller.session
            for ticket in (viz1.Ticket(session.resume_id, secrets.token_bytes(32)),
                           viz1.Ticket(session.resume_id, keys.psk), viz1.Ticket(bytes(16), session.resume_psk),
                           viz1.Ticket(secrets.token_bytes(16), session.resume_psk)):
                self.assertEqual(self.play(self.dial(host.port, keys.path), [viz1.Joiner(ticket).knock()]), [])
            self.assertNotEqual(caller.measure(0.5), [], "the call goes on")
        self.assertEqual(host.wait_exit(), OK, host.errors())

    def test_a_joiner_with_a_secret_never_falls_back(self):
        """Whatever the tunnel answers, the joiner asks once, and for its secret path."""
        for code in (1000, 1013, 4400, 4401, 4408, 4409, 4410, 4426, 4429):
            with self.subTest(code), TwoCalls(None, closes=code) as operator:
                keys = viz1.InviteKeys.random()
                joiner = self.join(keys.invite(operator.port))
                self.assertIn(joiner.wait_exit(), (NO_WAY, NOT_AUTHENTIC, REFUSED))
                self.assert_never_rang(joiner)
                self.assertEqual(operator.paths, [keys.path])


class Records(SecurityCase):
    """During a call: one wrong record is the end of it, on both sides."""

    AT = 60  # records after the handshake, when sound has begun

    def attack(self, tamper, *words):
        for direction in (TO_HOST, TO_JOINER):
            with self.subTest(direction):
                self.attack_direction(direction, tamper, *words)

    def attack_direction(self, direction, tamper, *words):
        host = self.host()
        operator = self.enter(TunnelOperator(host.port, self.only(direction, tamper)))
        joiner = self.join(operator.invite(host.invite))
        for side in (host, joiner):
            side.wait_line("connected ")
        receiver, sender = (host, joiner) if direction == TO_HOST else (joiner, host)
        self.assert_ends(receiver, LOST, *words)
        self.assert_is_lost(sender)
        self.assertEqual(operator.wait_for_close(not direction), 4401)

    def assert_is_lost(self, program):
        """It knows that this was no goodbye: it tries to resume, or says that the connection was lost."""
        line = program.wait_line(("reconnecting", "ended "))
        if line.startswith("ended "):
            self.assertEqual(line, "ended connection-lost")
            self.assert_ends(program, LOST, "without a goodbye")

    def only(self, direction, tamper):
        held = []

        def of_one_direction(to_host, index, message):
            return tamper(index - self.AT, message, held) if to_host == direction else [message]
        return of_one_direction

    def test_one_bit(self):
        self.attack(lambda at, record, _: [record if at != 0 else bytes([record[0] ^ 1]) + record[1:]], "no viz sends")

    def test_the_last_bit_of_the_tag(self):
        self.attack(lambda at, record, _: [record if at != 0 else record[:-1] + bytes([record[-1] ^ 128])])

    def test_cut_short(self):
        self.attack(lambda at, record, _: [record if at != 0 else record[:-1]])

    def test_sent_twice(self):
        self.attack(lambda at, record, _: [record, record] if at == 0 else [record])

    def test_an_old_one_again(self):
        def tamper(at, record, held):
            if at == -20:
                held.append(record)
            return [held[0], record] if at == 0 else [record]
        self.attack(tamper)

    def test_one_missing(self):
        self.attack(lambda at, record, _: [] if at == 0 else [record])

    def test_two_exchanged(self):
        def tamper(at, record, held):
            if at == 0:
                held.append(record)
                return []
            return [record, held.pop()] if held else [record]
        self.attack(tamper)

    def test_garbage_of_the_right_size(self):
        self.attack(lambda at, record, _: [record, bytes(len(record))] if at == 0 else [record])

    def test_reflected(self):
        """A side's own record comes back to it."""
        last = {}

        def tamper(to_host, index, message):
            last[to_host] = message
            return [last[not to_host]] if (to_host, index) == (TO_HOST, self.AT) else [message]
        host = self.host()
        operator = self.enter(TunnelOperator(host.port, tamper))
        joiner = self.join(operator.invite(host.invite))
        self.assertEqual(host.wait_exit(), LOST)
        self.assert_is_lost(joiner)
        self.assertEqual(operator.wait_for_close(TO_JOINER), 4401)

    def test_a_cut_connection_is_not_a_goodbye(self):
        host = self.host()
        operator = self.enter(TunnelOperator(host.port))
        joiner = self.join(operator.invite(host.invite))
        for side in (host, joiner):
            side.wait_line("connected ")
        operator.cut()
        for side in (host, joiner):
            self.assert_is_lost(side)

    def test_an_invented_close_is_not_a_goodbye(self):
        host = self.host()
        operator = self.enter(TunnelOperator(host.port))
        joiner = self.join(operator.invite(host.invite))
        for side in (host, joiner):
            side.wait_line("connected ")
        operator.close_all(1000)
        for side in (host, joiner):
            self.assert_is_lost(side)


class Resume(SecurityCase):
    """A connection that breaks is made good by another one, which only the two of the call can make."""

    def call_through(self, tamper=None):
        self.host_side = self.host()
        self.operator = self.enter(TunnelOperator(self.host_side.port, tamper))
        self.joiner_side = self.join(self.operator.invite(self.host_side.invite))
        for side in (self.host_side, self.joiner_side):
            side.wait_line("connected ")

    def assert_resumes(self):
        for side in (self.host_side, self.joiner_side):
            side.wait_line("resumed ")
        self.assertEqual([self.joiner_side.hang_up(), self.host_side.wait_exit()], [OK, OK])

    def knocks(self):
        return [message for message in self.operator.messages[TO_HOST] if message[:5] == b"VIZ1\1"]

    def test_a_recorded_knock_is_of_no_use(self):
        self.call_through()
        self.operator.cut()
        self.joiner_side.wait_line("resumed ")
        knock = self.knocks()[-1]
        self.assertEqual(knock[7], viz1.RESUME)
        self.assertEqual(self.play(self.dial(self.host_side.port, self.operator.paths[-1]), [knock]), [])
        self.assert_resumes()
        self.assertEqual(len(set(self.operator.paths)), 1, "never without the secret path")

    def test_what_is_changed_on_the_way_is_no_resumption(self):
        """One bit of the first attempt is changed: that attempt is lost, and not the call."""
        for which, offset in ((KNOCK, 40), (OFFER, 20), (OPEN, 100)):
            with self.subTest(which):
                self.changed = 0

                def tamper(to_host, index, message, which=which, offset=offset):
                    is_resumption = len(self.knocks()) > 1 and (to_host, index) == which
                    if not is_resumption or self.changed:
                        return [message]
                    self.changed += 1
                    return [message[:offset] + bytes([message[offset] ^ 1]) + message[offset + 1:]]
                self.call_through(tamper)
                self.operator.cut()
                self.assert_resumes()
                self.assertEqual(self.changed, 1)
                self.assertGreater(len(self.knocks()), 2, "it took another attempt")

    def test_a_ticket_is_good_for_one_connection(self):
        host = self.host()
        keys = viz1.InviteKeys.of(host.invite)
        with VoiceCaller(host.port, keys) as caller:
            caller.wait_until_talking()
            first = viz1.Ticket.of(caller.session)
            with caller.moved(host.port, keys, first) as second:
                second.wait_until_sound()
                for _ in range(2):
                    self.assertEqual(self.play(self.dial(host.port, keys.path), [viz1.Joiner(first).knock()]), [])
                self.assertNotEqual(viz1.Ticket.of(second.session).id, first.id)
        self.assertEqual(host.wait_exit(), OK, host.errors())


class Words(SecurityCase):
    """Without an invite: the operator can make two calls out of one, but not two equal rows of words."""

    def test_two_calls_show_different_words(self):
        for attempt in range(int(os.environ.get("VIZ_WORDS_RUNS", "3"))):
            with self.subTest(attempt):
                self.assert_words_differ()

    def assert_words_differ(self):
        host = self.host(accept="all")
        with TwoCalls(host.port) as operator:
            joiner = self.join(f"ws://127.0.0.1:{operator.port}")
            for side in (host, joiner):
                self.assertIn("unverified", side.wait_line("connected "))
            shown = [side.wait_line("words ").split()[1:] for side in (host, joiner)]
            self.assertNotEqual(*shown)
            self.assertEqual(shown, [operator.host_session.words, operator.joiner_session.words])
            wait_until(lambda: min(operator.heard.values()) > 20, "it really listens in")
            self.assertEqual([joiner.hang_up(), host.wait_exit()], [OK, OK])

    def test_without_an_operator_they_are_equal(self):
        host = self.host(accept="all")
        operator = self.enter(TunnelOperator(host.port))
        joiner = self.join(f"ws://127.0.0.1:{operator.port}")
        self.assertEqual(host.wait_line("words "), joiner.wait_line("words "))
        for side in (host, joiner):  # who hangs up before the answer leaves the host waiting
            side.wait_line("connected ")
        self.assertEqual([joiner.hang_up(), host.wait_exit()], [OK, OK])

    def test_own_keys_cannot_be_chosen_late(self):
        """The joiner's key is promised in the KNOCK: another one, even with everything else right, is refused."""
        host = self.host(accept="all")
        joiner = viz1.Joiner()
        knocking = self.dial(host.port, "/v1")
        knocking.send(joiner.knock())
        offer = knocking.receive()
        joiner.secret = bytes(range(32))
        joiner.take_offer(offer)
        knocking.send(joiner.open())
        self.assertIsNone(knocking.receive())
        self.assertEqual(knocking.close_code, 4401)
        self.assert_never_rang(host)
        self.assert_still_serves(host)


if __name__ == "__main__":
    main()
