"""EPUBCheck for many books in one go: starting Java takes longer than checking a book. Ends with 1 when one has faults."""

import sys

import jpype

jar, books = sys.argv[1], sys.argv[2:]
jpype.startJVM("-XX:TieredStopAtLevel=1", classpath=[jar])
checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
faulty = [book for book in books if checker().run(["--failonwarnings", "-q", book]) != 0]
print(f"EPUBCheck: {len(books)} books, {len(faulty)} with faults", *faulty, sep="\n  ")
sys.exit(1 if faulty else 0)
