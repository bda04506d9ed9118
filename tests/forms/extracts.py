#!/usr/bin/env python3
"""Holds calendars (RFC 5545), feeds (RFC 4287), tables (RFC 4180) and data of a site to their formats.

Calendars are read by the package `icalendar`, which is not ours. First each check is shown to find a bad file."""
import csv
import io
import json
import pathlib
import sys
import xml.etree.ElementTree as tree

import icalendar

ATOM = '{http://www.w3.org/2005/Atom}'


def calendar(data):
    """What is wrong with a calendar."""
    lines = data.split(b'\r\n')
    wrong = [f'has a line of {len(line)} octets' for line in lines if len(line) > 75]
    if b'\n' in data.replace(b'\r\n', b'') or lines[-1]:
        wrong.append('has line ends that are not CRLF')
    try:
        read = icalendar.Calendar.from_ical(data)
    except ValueError as error:
        return wrong + [f'cannot be read: {error}']
    wrong += [f'has no {name}' for name in ('VERSION', 'PRODID') if name not in read]
    zones = {str(zone['TZID']) for zone in read.walk('VTIMEZONE')}
    events = read.walk('VEVENT')
    if not events:
        wrong.append('has no event')
    known = set()
    for event in events:
        name = str(event.get('UID'))
        wrong += [f'{name} has no {key}' for key in ('UID', 'DTSTAMP', 'DTSTART', 'SUMMARY') if key not in event]
        if name in known:
            wrong.append(f'{name} is there twice')
        known.add(name)
        for key in ('DTSTART', 'DTEND'):
            zone = event[key].params.get('TZID') if key in event else None
            if zone and zone not in zones:
                wrong.append(f'{name} is in a zone that is not told: {zone}')
        if 'DTSTART' in event and 'DTEND' in event and event['DTEND'].dt <= event['DTSTART'].dt:
            wrong.append(f'{name} ends before it begins')
        if event.errors:
            wrong.append(f'{name} has errors: {event.errors}')
    return wrong


def feed(data):
    """What is wrong with a feed."""
    try:
        root = tree.fromstring(data)
    except tree.ParseError as error:
        return [f'is no XML: {error}']
    if root.tag != ATOM + 'feed':
        return ['is no feed']
    wrong = []

    def held(element, name):
        for key in ('id', 'title', 'updated'):
            found = element.findall(ATOM + key)
            if len(found) != 1 or not (found[0].text or '').strip():
                wrong.append(f'{name} has not one {key}')
        for moment in element.findall(ATOM + 'updated'):
            if not (moment.text or '').endswith(('Z', '+00:00')):
                wrong.append(f'{name} has no moment: {moment.text}')

    held(root, 'the feed')
    own = [link for link in root.findall(ATOM + 'link') if link.get('rel') == 'self']
    if len(own) != 1 or not (own[0].get('href') or '').startswith('http'):
        wrong.append('does not tell its own address')
    entries = root.findall(ATOM + 'entry')
    if not entries:
        wrong.append('has no entry')
    if not root.findall(f'{ATOM}author/{ATOM}name') and not all(e.findall(f'{ATOM}author/{ATOM}name') for e in entries):
        wrong.append('has no author')
    for entry in entries:
        name = entry.findtext(ATOM + 'id')
        held(entry, name)
        if not [link for link in entry.findall(ATOM + 'link') if link.get('rel', 'alternate') == 'alternate']:
            wrong.append(f'{name} leads nowhere')
    ids = [entry.findtext(ATOM + 'id') for entry in entries]
    if len(set(ids)) != len(ids):
        wrong.append('has two entries of one id')
    return wrong


def table(data):
    """What is wrong with a table."""
    wrong = [] if data.startswith(b'\xef\xbb\xbf') else ['does not begin with a byte order mark']
    text = data.decode('utf-8-sig')
    if '\n' in text.replace('\r\n', ''):
        wrong.append('has line ends that are not CRLF')
    rows = list(csv.reader(io.StringIO(text, newline=''), delimiter=';'))
    if len(rows) < 2 or len({len(row) for row in rows}) != 1:
        wrong.append('has rows of several lengths, or none')
    wrong += [f'has a formula: {cell}' for row in rows for cell in row if cell[:1] in ('=', '+', '@')]
    return wrong


def told(data):
    """What is wrong with data."""
    try:
        read = json.loads(data)
    except ValueError as error:
        return [f'is no JSON: {error}']
    return [] if read.get('version') == 1 and read.get('language') else ['does not tell its version and language']


def spoil(data, *pairs):
    """Bad files, made of a good one."""
    for old, new in pairs:
        bad = data.replace(old, new)
        assert bad != data, f'{old} is not there to be spoiled'
        yield bad


KINDS = {
    '.ics': (calendar, [
        (b'\r\n', b'\n'), (b'UID:', b'X-UID:'), (b'DTSTAMP:', b'X-STAMP:'), (b'TZID:Europe', b'TZID:America'),
        (b'VERSION:2.0\r\n', b''), (b'BEGIN:VEVENT', b'BEGIN:VTODO'), (b'SUMMARY:', b'SUMMARY:' + b'x' * 80)]),
    '.xml': (feed, [
        (b'</feed>', b''), (b'<updated>', b'<published>'), (b'rel="self"', b'rel="me"'), (b'<id>', b'<uri>'),
        (b'<name>', b'<nick>'), (b'</updated>', b'x</updated>')]),
    '.csv': (table, [(b'\xef\xbb\xbf', b''), (b'\r\n', b'\n'), (b';', b';='), (b'\r\n', b';\r\n;')]),
    '.json': (told, [(b'"version": 1', b'"version": 2'), (b'}\n', b'\n')]),
}


def main(site):
    failed = 0
    for ending, (check, pairs) in KINDS.items():
        files = sorted(file for file in site.rglob('*' + ending) if file.name != 'sitemap.xml' and file.name[0] != '.' and 'underlag' not in file.name)
        assert files, f'no {ending} in {site}'
        good = next((file for file in files if file.name.startswith(('index', 'fl', 'atg', 'beslut'))), files[0]).read_bytes()
        bad = list(spoil(good, *pairs))
        for data in bad:
            assert check(data), f'a bad {ending} passes: {data[:300]}'
        for file in files:
            wrong = check(file.read_bytes())
            failed += bool(wrong)
            for what in wrong[:5]:
                print(f'{file}: {what}')
        print(f'{len(files)} of {ending}; {len(bad)} bad ones were found')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
