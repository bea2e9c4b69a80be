// Notes and keys as others make and read them: the examples of C2SP's signed-note and of Go's sumdb/note.

import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileAudit, readAuditKeys } from "@authensor/safeclaw-runtime/node";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  checkpointText,
  type Note,
  notesIn,
  parseCheckpoint,
} from "../../runtime/audit/checkpoint.js";
import { isSigned, keyIn, newPrivateKey, signerOf } from "../../runtime/audit/signed-note.js";
import { folder } from "./stream-files.js";

const go = {
  privateKey: "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
  publicKey: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature:
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
};
const c2sp = {
  publicKey: "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
  note: "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n",
};
const other =
  "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

function only(file: string): Note {
  const [note, ...more] = [...notesIn(file)];
  if (note === undefined || "fault" in note || more.length > 0) throw new Error("not one note");
  return note;
}

describe("a note", () => {
  it("is signed as Go signs it, byte for byte", () => {
    const signer = signerOf(`${go.privateKey}\n`);
    expect(signer.key.text).toBe(go.publicKey);
    expect(signer.sign(go.text)).toBe(`${go.text}\n${go.signature}`);
  });

  it("of Go and of the specification is verified, and no changed one is", () => {
    for (const [key, file] of [
      [go.publicKey, `${go.text}\n${go.signature}`],
      [c2sp.publicKey, c2sp.note],
    ] as const) {
      expect(isSigned(only(file), [keyIn(key)])).toBe(true);
      const changed = { ...only(file), text: only(file).text.replace("is", "was") };
      expect(isSigned(changed, [keyIn(key)])).toBe(false);
    }
  });

  it("may carry signatures of others, which say nothing", () => {
    const note = only(`${go.text}\n${other}${go.signature}`);
    expect(isSigned(note, [keyIn(go.publicKey)])).toBe(true);
    expect(isSigned(note, [keyIn(c2sp.publicKey)])).toBe(false);
    expect(isSigned(only(`${go.text}\n${other}`), [keyIn(go.publicKey)])).toBe(false);
    for (const length of [5, 6, 7, 76]) {
      const blob = Buffer.alloc(length, 1).toString("base64");
      const more = only(`${go.text}\n— witness ${blob}\n${go.signature}`);
      expect(isSigned(more, [keyIn(go.publicKey)])).toBe(true);
    }
  });

  it("may be signed by another key of the same name, and by another name with the same id", () => {
    const namesake = signerOf(newPrivateKey("PeterNeumann")).sign(go.text).split("\n").at(-2);
    const sameId = go.signature.replace("PeterNeumann", "Neumann").replace("ZJkuBS9U", "AAAAAAAA");
    const note = only(`${go.text}\n${namesake}\n${sameId}${go.signature}`);
    expect(isSigned(note, [keyIn(go.publicKey)])).toBe(true);
    const without = only(`${go.text}\n${namesake}\n${sameId}`);
    expect(isSigned(without, [keyIn(go.publicKey)])).toBe(false);
  });

  it("is refused where a known key's signature is of something else", () => {
    const twice = only(`${go.text}\n${go.signature}`);
    const signer = signerOf(go.privateKey);
    const wrong = only(signer.sign("another text\n")).signatures;
    const note = { text: twice.text, signatures: [...twice.signatures, ...wrong] };
    expect(isSigned(note, [signer.key])).toBe(false);
  });

  it("is found word for word among others, with empty lines between them or without, in whatever line ends", () => {
    const [first, second] = [`${go.text}\n${other}${go.signature}`, c2sp.note];
    for (const [file, line] of [
      [`${first}${second}`, 6],
      [`\n\n${first}\n\n${second}\n`, 10],
      [`${first}\n${second}`.replaceAll("\n", "\r\n"), 7],
    ] as const) {
      const notes = [...notesIn(file)];
      expect(notes.map((note) => "note" in note && note.note)).toEqual([first, second]);
      expect(notes.at(-1)).toMatchObject({ line, text: "This is an example message.\n" });
      expect(isSigned(only(second), [keyIn(c2sp.publicKey)])).toBe(true);
    }
  });

  it("that breaks off is told from those before it, wherever that is", () => {
    const first = `${go.text}\n${other}${go.signature}`;
    const file = `${first}\n${c2sp.note}`;
    for (let length = first.length; length < file.length; length += 1) {
      const [whole, ...rest] = notesIn(file.slice(0, length));
      expect(whole).toMatchObject({ line: 1, note: first });
      expect(rest).toEqual(length <= first.length + 1 ? [] : [{ line: 7, fault: "torn" }]);
    }
  });

  it.each([
    ["without a signature", "text\n\nmore\n\n"],
    ["with a signature that is none", "text\n\n— name !\n"],
    ["with two of which one is none", `text\n\n${go.signature}— name !\n`],
    ["with words before a signature", `text\n\n— by ${go.signature}`],
    ["with words behind one", `text\n\n${go.signature.trimEnd()} and\n`],
    ["with one of three bytes", "text\n\n— name AAAA\n"],
    ["with one that is an id and nothing else", "text\n\n— name AAAAAA==\n"],
    ["with one that says the same bytes in other letters", "text\n\n— name AAAAAAB=\n"],
  ])("is none %s", (_, text) => {
    expect(notesIn(`\n${text}`).next().value).toEqual({ line: 2, fault: "malformed" });
  });
});

describe("a key", () => {
  it("is made, read back, and its public half too", () => {
    const privateKey = newPrivateKey("example.com/audit");
    expect(privateKey).toMatch(/^PRIVATE\+KEY\+example\.com\/audit\+[0-9a-f]{8}\+/u);
    const signer = signerOf(privateKey);
    const note = only(signer.sign("text\n"));
    for (const text of [signer.key.text, privateKey, `\n ${signer.key.text}\n`, ` ${privateKey}\n`])
      expect(isSigned(note, [keyIn(text)])).toBe(true);
  });

  it.each(["", "a b", "a+b", "a\nb"])("cannot have the name %j", (name) => {
    expect(() => newPrivateKey(name)).toThrow(/name/u);
  });

  it("is refused wherever one of its characters is another, or is missing", () => {
    for (const [text, read] of [
      [go.publicKey, keyIn],
      [go.privateKey, signerOf],
    ] as const) {
      for (let at = 0; at < text.length; at += 1) {
        const next = String.fromCharCode(text.charCodeAt(at) + 1);
        const changed = text.slice(0, at) + next + text.slice(at + 1);
        expect(() => read(changed), changed).toThrow();
        expect(() => read(text.slice(0, at) + text.slice(at + 1))).toThrow();
      }
      expect(() => read(`${text}A`)).toThrow(/not a key/u);
      expect(() => read(text.replace("PeterNeumann", "Dr. PeterNeumann"))).toThrow(/not a key/u);
      expect(() => read(text.replace("c74f20a3", "c74f20a4"))).toThrow(/does not fit its own id/u);
    }
  });

  it("is not told when it is refused", () => {
    const spoilt = go.privateKey.replace("c74f20a3", "c74f20a4");
    const message = (() => {
      try {
        return String(signerOf(spoilt));
      } catch (error) {
        return String(error);
      }
    })();
    expect(message).toMatch(/does not fit/u);
    expect(message).not.toContain("AYEKFALV");
  });
});

describe("a key for who verifies", () => {
  const variable = "SAFECLAW_AUDIT_KEY";
  afterEach(() => vi.unstubAllEnvs());
  const texts = (given: readonly string[]): string[] =>
    readAuditKeys(given).map(({ text }) => text);

  it("is given as itself, as a file, or by the environment", () => {
    const file = join(folder(), "audit.key");
    writeFileSync(file, `${go.privateKey}\n`);
    expect(texts([c2sp.publicKey, go.privateKey, file])).toEqual([
      c2sp.publicKey,
      go.publicKey,
      go.publicKey,
    ]);
    for (const value of [file, go.privateKey]) {
      vi.stubEnv(variable, value);
      expect(texts([])).toEqual([go.publicKey]);
      expect(texts([c2sp.publicKey])).toEqual([c2sp.publicKey]);
    }
    for (const value of ["", undefined]) {
      vi.stubEnv(variable, value);
      expect(texts([])).toEqual([]);
    }
  });

  it.each([
    ["that is not there", "missing.key", "cannot use the key missing.key: there is no such file"],
    ["that is a folder", tmpdir(), `cannot use the key ${tmpdir()}: it is a folder`],
    [
      "that is misspelt",
      go.publicKey.slice(0, -1),
      "cannot use the key PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T: not a key as `safeclaw audit keygen` makes it",
    ],
    [
      "with a name that no file has",
      "x".repeat(5000),
      /^cannot use the key x+: ENAMETOOLONG: [^x]*…/u,
    ],
  ])("is refused where one is given %s", (_, given, why) => {
    expect(() => readAuditKeys([given])).toThrow(why);
  });

  it.each([
    ["a path", "secret.key", "there is no such file"],
    ["much too much", "secret".repeat(1000), /ENAMETOOLONG/u],
    ["no key", `PRIVATE+KEY+secret+0a1b2c3d+${"A".repeat(44)}`, "not a key"],
    ["half a key", `RIVATE+KEY+secret+0a1b2c3d+${"A".repeat(44)}`, "there is no such file"],
  ])("is not told where the environment holds nothing of the kind, but %s", (_, value, why) => {
    vi.stubEnv(variable, value);
    const refused = (): unknown => readAuditKeys([]);
    expect(refused).toThrow(/^cannot use the key in SAFECLAW_AUDIT_KEY: /u);
    expect(refused).toThrow(why);
    expect(refused).not.toThrow(/secret/u);
  });

  it("is not told where it is the private one, and misspelt or given for a path", () => {
    const spoilt = go.privateKey.replace("c74f20a3", "c74f20a4");
    for (const refused of [
      () => readAuditKeys([spoilt]),
      () => fileAudit(folder(), { checkpoints: { key: go.privateKey } }),
    ]) {
      expect(refused).toThrow(/^cannot use the private key that was given: /u);
      expect(refused).not.toThrow(/AYEKFALV/u);
    }
  });
});

describe("a checkpoint", () => {
  const root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
  const others = [{ stream: "another", size: 5, root }];
  const checkpoint = { stream: "a-stream", size: 20852163, root, others };
  const text = `safeclaw/a-stream\n20852163\n${root}\nstream another 5 ${root}\n`;

  it("is written with what it says of other streams", () => {
    expect(checkpointText(checkpoint)).toBe(text);
  });

  it("is read so; other lines are left alone", () => {
    const more = `something new\nno stream c 5 ${root}\nstream d 5 ${root} 7\n`;
    for (const each of [text, text + more]) expect(parseCheckpoint(each)).toEqual(checkpoint);
  });

  it.each([
    "",
    "safeclaw/a\n",
    `example.com/a\n5\n${root}\n`,
    `not safeclaw/a\n5\n${root}\n`,
    `safeclaw/a b\n5\n${root}\n`,
    `safeclaw/a\n5 \n${root}\n`,
    `safeclaw/a\n1${"0".repeat(15)}\n${root}\n`,
    `safeclaw/a\n5\nA${root}\n`,
    `safeclaw/a\n5\n${root}A\n`,
    `safeclaw/a\n05\n${root}\n`,
    `safeclaw/a\n-5\n${root}\n`,
    `safeclaw/a\n5\n${root.slice(1)}\n`,
    "safeclaw/a\n5\n",
    `safeclaw/a\n5\n${root}\nstream b five ${root}\n`,
  ])("is none: %j", (text) => {
    expect(parseCheckpoint(text)).toBeUndefined();
  });
});
