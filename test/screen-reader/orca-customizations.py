# Orca runs this file at its start: what it hands to the speech synthesizer is written down, one line of JSON an utterance,
# with the languages that it was told of.
import json
import os

from orca import speech_generator, speechdispatcherfactory

out = open(os.environ['HEARD'], 'a', buffering=1, encoding='utf8')
languages = set()
Generator = speech_generator.SpeechGenerator
Server = speechdispatcherfactory.SpeechServer
choose_voice = Generator.voice
speak_text = Server._speak


def voice(self, key=None, **args):
    if args.get('language'):
        languages.add(args['language'])
    return choose_voice(self, key, **args)


def speak(self, text, acss, **args):
    out.write(json.dumps({'text': str(text), 'languages': sorted(languages)}, ensure_ascii=False) + '\n')
    languages.clear()
    return speak_text(self, text, acss, **args)


Generator.voice = voice
Server._speak = speak
# The test knows which keys it has pressed.
Server.speakKeyEvent = lambda self, event, acss=None: None
