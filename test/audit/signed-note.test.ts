// Notes and keys as others make and read them: the examples of C2SP's signed-note and of Go's sumdb/note.

import { describe, expect, it } from "vitest";
import { type Note, notesIn, parseCheckpoint } from "../../runtime/audit/checkpoint.js";
import { isSigned, keyIn, newPrivateKey, signerOf } from "../../runtime/audit/signed-note.js";

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
  });

  it("is refused where a known key's signature is of something else", () => {
    const twice = only(`${go.text}\n${go.signature}`);
    const signer = signerOf(go.privateKey);
    const wrong = only(signer.sign("another text\n")).signatures;
    const note = { text: twice.text, signatures: [...twice.signatures, ...wrong] };
    expect(isSigned(note, [signer.key])).toBe(false);
  });
});

describe("a key", () => {
  it("is made, read back, and its public half too", () => {
    const privateKey = newPrivateKey("example.com/audit");
    expect(privateKey).toMatch(/^PRIVATE\+KEY\+example\.com\/audit\+[0-9a-f]{8}\+/u);
    const signer = signerOf(privateKey);
    const note = only(signer.sign("text\n"));
    for (const text of [signer.key.text, privateKey])
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

describe("a checkpoint", () => {
  const root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
  it("is read with what it says of other streams; other lines are left alone", () => {
    const text = `safeclaw/a\n20852163\n${root}\nstream b 5 ${root}\nsomething new\n`;
    const others = [{ stream: "b", size: 5, root }];
    expect(parseCheckpoint(text)).toEqual({ stream: "a", size: 20852163, root, others });
  });

  it.each([
    `example.com/a\n5\n${root}\n`,
    `safeclaw/a\n05\n${root}\n`,
    `safeclaw/a\n-5\n${root}\n`,
    `safeclaw/a\n5\n${root.slice(1)}\n`,
    "safeclaw/a\n5\n",
    `safeclaw/a\n5\n${root}\nstream b five ${root}\n`,
  ])("is none: %j", (text) => {
    expect(parseCheckpoint(text)).toBeUndefined();
  });
});
