#!/usr/bin/env python3
"""Holds every PEF file of a site to PEF 2008-1 and to the size of its paper, and every BRF file to the PEF beside it.

First it shows that it finds what is wrong: a copy of one file is spoiled in each way that it looks for."""
import pathlib
import sys
import xml.etree.ElementTree as tree

PEF, DC = '{http://www.daisy.org/ns/2008/pef}', '{http://purl.org/dc/elements/1.1/}'
ASCII = ' A1B\'K2L@CIF/MSP"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)='


def pages(text):
    """The pages of a file as rows, and what is wrong with it."""
    wrong, out = [], []
    try:
        root = tree.fromstring(text)
    except tree.ParseError as error:
        return [], [f'is no XML: {error}']
    if root.tag != PEF + 'pef' or root.get('version') != '2008-1':
        wrong.append('is no pef of version 2008-1')
    meta = root.find(f'{PEF}head/{PEF}meta')
    told = {child.tag: child.text for child in meta} if meta is not None else {}
    if told.get(DC + 'format') != 'application/x-pef+xml':
        wrong.append('does not say its format')
    wrong += [f'has no dc:{name}' for name in ('identifier', 'title', 'language') if not told.get(DC + name)]
    volumes = root.findall(f'{PEF}body/{PEF}volume')
    if not volumes:
        wrong.append('has no volume')
    for volume in volumes:
        size = {name: volume.get(name) for name in ('cols', 'rows', 'rowgap', 'duplex')}
        if None in size.values() or not volume.findall(f'{PEF}section/{PEF}page'):
            wrong.append(f'has a volume without its size or without pages: {size}')
            continue
        for page in volume.findall(f'{PEF}section/{PEF}page'):
            rows = [row.text or '' for row in page.findall(PEF + 'row')]
            if len(rows) > int(size['rows']):
                wrong.append(f'has a page of {len(rows)} rows')
            wrong += [f'has a row of {len(row)} cells' for row in rows if len(row) > int(size['cols'])]
            wrong += [f'has {cell!r}, no cell of six dots' for row in rows for cell in row if not 0x2800 <= ord(cell) <= 0x283F]
            out.append(rows)
    return out, wrong


def beside(found, data):
    """What is wrong with a BRF file beside these pages."""
    wanted = ''.join(''.join(''.join(ASCII[ord(c) - 0x2800] for c in row) + '\r\n' for row in page) + '\f' for page in found)
    return [] if data == wanted.encode() else ['is not what its PEF says']


def spoiled(text):
    """The file, wrong in each way that is looked for."""
    first = text[text.index('<row>') + 5:text.index('</row>')]
    yield text.replace('</page>', '', 1)
    yield text.replace('2008-1', '2008-2', 1)
    yield text.replace('application/x-pef+xml', 'text/plain')
    yield text.replace('dc:title', 'dc:name')
    yield text.replace(' cols="28"', '', 1)
    yield text.replace(f'<row>{first}</row>', f'<row>{first}⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁⠁</row>', 1)
    yield text.replace('<page>', '<page>' + '<row>⠁</row>' * 29, 1)
    yield text.replace('<row>', '<row>⣿', 1)


def main(site):
    files = sorted(site.rglob('*.pef'))
    assert files, f'no PEF file in {site}'
    text = files[0].read_text(encoding='utf-8')
    for bad in spoiled(text):
        assert bad != text and pages(bad)[1], f'a bad file passes: {bad[:400]}'
    found, _ = pages(text)
    assert beside(found, b'ABC\r\n\f'), 'a bad BRF file passes'
    failed = 0
    for file in files:
        found, wrong = pages(file.read_text(encoding='utf-8'))
        wrong += beside(found, file.with_suffix('.brf').read_bytes())
        for what in wrong[:5]:
            print(f'{file}: {what}')
        failed += bool(wrong)
    print(f'{len(files)} PEF files with their BRF, {failed} wrong; 9 bad files were found')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
