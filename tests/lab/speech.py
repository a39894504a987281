"""Recorded human speech from a Debian package, made into raw files of 48 kHz mono int16."""
import pathlib
import subprocess
import wave

import numpy as np

PROMPTS = pathlib.Path("/usr/share/asterisk/sounds/en_US_f_Allison")  # asterisk-core-sounds-en-g722, CC-BY-SA-3.0
RATE = 48_000


def is_installed():
    return PROMPTS.is_dir()


def write_speech(path, seconds, skip=0):
    """`seconds` of speech at -23 dBFS active level, from the longest prompts; `skip` of them are left to others."""
    prompts = sorted(PROMPTS.glob("*.g722"), key=lambda file: (-file.stat().st_size, file.name))
    parts, have = [], 0
    for prompt in prompts[skip::2]:
        if "monkeys" in prompt.name:
            continue
        parts.append(_level(_decode(prompt)))
        have += len(parts[-1])
        if have >= seconds * RATE:
            break
    sound = np.concatenate(parts)[:int(seconds * RATE)]
    (np.clip(sound, -0.89, 0.89) * 32767).astype("<i2").tofile(path)
    return path


def write_wav(path, seconds):
    raw = pathlib.Path(write_speech(f"{path}.raw", seconds))
    with wave.open(str(path), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(RATE)
        wav.writeframes(raw.read_bytes())
    raw.unlink()
    return path


def _decode(prompt):
    pcm = subprocess.run(["ffmpeg", "-v", "error", "-f", "g722", "-i", str(prompt), "-ac", "1", "-ar", str(RATE), "-f",
                          "f32le", "-"], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, check=True).stdout
    return np.frombuffer(pcm, "<f4").astype(float)


def _level(sound):
    frames = sound[:len(sound) // 960 * 960].reshape(-1, 960)
    loudness = np.sqrt((frames ** 2).mean(axis=1))
    active = loudness[loudness > loudness.max() * 10 ** (-30 / 20)]
    return sound * 10 ** (-23 / 20) / np.sqrt((active ** 2).mean())
