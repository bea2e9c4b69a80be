// Zod schemas as applications write them, of every kind that can be read.

export const preamble = `
const statuses = ["open", "closed"] as const;
enum Color { Red = "red", Blue = "blue" }
enum Level { Low, High = 5 }
const base = z.object({ a: z.string(), b: z.number().optional() });
const shape = { a: z.string(), "c-d": z.boolean() };
const kinds = z.enum(["a", "b", "c"]);
`;

/** Schemas that both zods can make. */
const shared = lines(`
z.string()
z.string().min(2)
z.string().max(2)
z.string().length(2)
z.string().nonempty()
z.string().regex(/^a/)
z.string().regex(/^A/i).regex(/b$/)
z.string().regex(new RegExp("^\\\\w+$", "u"))
z.string().startsWith("a").endsWith("c")
z.string().startsWith("a.b(/")
z.string().includes("$")
z.string().includes("b", { position: 2 })
z.number()
z.number().int()
z.number().min(1).max(3)
z.number().gt(1).lt(3)
z.number().positive()
z.number().nonpositive()
z.number().multipleOf(2)
z.number().step(0.5)
z.number().finite()
z.boolean()
z.null()
z.unknown()
z.never()
z.never().optional()
z.literal("a")
z.literal(5)
z.literal(null)
z.enum(["a", "b"])
z.enum(statuses)
kinds.exclude(["a"])
kinds.extract(["a", "b"])
z.nativeEnum(Color)
z.nativeEnum(Level)
z.array(z.string())
z.array(z.string()).min(1).max(2)
z.number().array().length(1)
z.array(z.string()).nonempty()
z.array(z.unknown())
z.array(z.string()).element
z.tuple([z.string(), z.number()])
z.tuple([z.string()]).rest(z.number())
z.tuple([])
z.string().optional()
z.string().nullable()
z.string().nullish()
z.string().optional().nullable()
z.string().optional().unwrap()
z.string().nullable().optional().unwrap()
z.string().nullable().unwrap()
z.union([z.string(), z.number()])
z.union([z.string(), z.number().optional()])
z.string().or(z.null())
z.discriminatedUnion("k", [z.object({ k: z.literal("a") }), z.object({ k: z.literal("b"), n: z.number() })])
z.object({})
z.object(shape)
z.object({ ...shape, a: z.number() })
z.object({ ...base.shape, c: z.string() })
z.object({ a: base.shape.a, b: base.shape["b"] })
base
base.strict()
base.passthrough()
base.passthrough().strip()
base.catchall(z.unknown())
z.object({ a: z.string().min(2), b: z.literal("x") }).catchall(z.string())
z.object({ a: z.number() }).catchall(z.union([z.number(), z.string()]))
base.extend({ b: z.string(), k: z.literal("a").optional() })
base.merge(z.object({ a: z.number() }).passthrough())
base.pick({ a: true })
base.omit({ a: true })
base.partial()
base.partial({ a: true })
base.required()
base.partial().required({ b: true })
base.keyof()
z.object({ a: z.string() }).and(z.object({ b: z.number() }))
z.intersection(z.object({ a: z.string() }), z.object({ a: z.string().min(2), b: z.number().optional() }))
z.object({ a: z.string() }).and(z.object({ b: z.number() }).passthrough())
z.object({ a: z.string() }).and(z.record(z.string(), z.string()))
z.object({ a: z.string() }).and(z.union([z.object({ b: z.number() }), z.object({ k: z.literal("a") })]))
z.string().min(2).and(z.string().max(2))
z.union([z.string(), z.number(), z.null()]).and(z.union([z.number().int(), z.string(), z.boolean()]))
z.enum(["a", "b"]).and(z.enum(["b", "c"]))
z.record(z.string(), z.number())
z.record(z.string().min(2), z.number())
z.record(z.string().regex(/^a/), z.unknown())
z.record(z.enum(["a", "b"]), z.unknown())
z.object({ a: z.string() }).readonly()
z.lazy(() => z.string())
z.lazy(() => base)
z.string().describe("A text.")
`);

/** Zod 4 alone has these, or means something else by them. */
const own4 = lines(`
z.int()
z.int32()
z.uint32()
z.float32()
z.float64()
z.number().safe()
z.string().lowercase()
z.string().uppercase()
z.literal(["a", 5, null, true])
z.enum(Color)
z.enum(Level)
z.enum(Color).exclude(["Red"])
z.enum({ A: "a", B: "b" } as const).extract(["B"])
z.optional(z.string())
z.exactOptional(z.string())
z.nullable(z.string())
z.nullish(z.string())
z.tuple([z.string()], z.number())
z.nonoptional(z.string().optional())
z.string().optional().nonoptional()
z.readonly(z.array(z.string()))
z.array(z.string()).unwrap()
z.tuple([z.string(), z.number().optional()])
z.tuple([z.string().optional(), z.number().optional()], z.boolean())
z.strictObject({ a: z.string() })
z.looseObject({ a: z.string() })
base.loose()
base.safeExtend({ c: z.string() })
base.exactPartial()
z.keyof(base)
z.strictObject({ a: z.string() }).and(z.strictObject({ b: z.number() }))
z.object({ o: z.object({ a: z.string() }) }).and(z.object({ o: z.object({ b: z.number() }) }))
z.xor([z.string().min(2), z.string().max(2), z.number()])
z.xor([z.looseObject({ a: z.string() }), z.looseObject({ b: z.number() })])
z.record(z.enum(["a", "b"]), z.number().or(z.string()))
z.record(z.literal([1, 2]), z.string())
z.record(z.union([z.literal("a"), z.literal("b")]), z.unknown())
z.record(z.union([z.literal("b"), z.string().min(2)]), z.unknown())
z.partialRecord(z.enum(["a", "b"]), z.unknown())
z.object({ get a() { return z.string(); } })
z.string().meta({ description: "A text.", title: "Text" })
z.string().register(z.globalRegistry, { description: "A text." })
z.stringFormat("two", /^..$/)
`);

const own3 = lines(`
z.undefined()
z.undefined().or(z.string())
z.number().safe()
z.strictObject({ a: z.string() })
z.record(z.number())
z.record(z.enum(["a", "b"]), z.number())
z.string().optional().nullable().and(z.string().optional())
z.object({ b: z.string().optional().describe("B") }).required()
`);

const formats4 = lines(`
z.email()
z.email({ pattern: /^.@.$/ })
z.email({ pattern: z.regexes.html5Email })
z.string().email().max(8)
z.url()
z.string().url()
z.httpUrl()
z.uuid()
z.uuid({ version: "v7" })
z.uuidv4()
z.string().uuid()
z.guid()
z.nanoid()
z.nanoid({ length: 2 })
z.cuid()
z.cuid2()
z.ulid()
z.xid()
z.ksuid()
z.base64()
z.base64url()
z.string().base64()
z.ipv4()
z.ipv6()
z.cidrv4()
z.cidrv6()
z.mac()
z.mac({ delimiter: "-" })
z.jwt()
z.e164()
z.emoji()
z.hex()
z.hostname()
z.hash("md5")
z.hash("md5", { enc: "base64" })
z.currencyCode()
z.creditCard()
z.iban()
z.iso.date()
z.iso.time()
z.iso.time({ precision: 0 })
z.iso.datetime()
z.iso.datetime({ offset: true })
z.iso.datetime({ local: true, precision: 3 })
z.iso.duration()
z.string().date()
z.string().datetime("no")
z.string().datetime({ offset: true, message: "no" })
z.string().time()
z.string().duration()
`);

const formats3 = lines(`
z.string().email()
z.string().email({ message: "no" }).max(8)
z.string().url()
z.string().uuid()
z.string().nanoid()
z.string().cuid()
z.string().cuid2()
z.string().ulid()
z.string().base64()
z.string().base64url()
z.string().ip()
z.string().ip({ version: "v4" })
z.string().ip({ version: "v6" })
z.string().cidr()
z.string().cidr({ version: "v6" })
z.string().emoji()
z.string().date()
z.string().time()
z.string().time({ precision: 3 })
z.string().datetime()
z.string().datetime({ offset: true })
z.string().datetime({ local: true, precision: 0 })
z.string().duration()
`);

/** By the module that makes them. */
export const zodSources: ReadonlyMap<string, readonly string[]> = new Map([
  ["zod", [...shared, ...own4, ...formats4]],
  ["zod/v3", [...shared, ...own3, ...formats3]],
]);

/** Texts for the formats: right ones, nearly right ones, and some that zod would change. */
export const formattedTexts = lines(`
a@b
a@b.co
a.b@c.co
a..b@c.co
Ü@b.co
https://x.io
https://x.io/a b
http://localhost
ftp://x.io
mailto:a@b.co
00000000-0000-0000-0000-000000000000
0190163d-8694-739b-aea5-966c26f8ad90
f81d4fae-7dec-41d0-a765-00a0c91e6bf6
f81d4fae-7dec-01d0-0765-00a0c91e6bf6
V1StGXR8_Z5jdHi6B-myT
cjld2cjxh0000qzrmn831i7rn
C1234567
tz4a98xxat96iws9zmbrgj3a
01ARZ3NDEKTSV4RRFFQ69G5FAV
91ARZ3NDEKTSV4RRFFQ69G5FAV
9m4e2mr0ui3e8a215n4g
0ujsswThIGTUYm2K8FjOOfXtY1K
YQ==
YQ
YWI=
Y-_x
1.2.3.4
1.2.3.256
::1
fe80::1%eth0
::ffff:1.2.3.4
1.2.3.0/24
1.2.3.0/33
::/64
::/129
00:1a:2b:3c:4d:5e
00-1A-2B-3C-4D-5E
00:1a:2B:3c:4d:5e
eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.c2ln
eyJhbGciOiJIUzI1NiJ9.e30
+12345678
12345678
😀
1
d41d8cd98f00b204e9800998ecf8427e
1B2M2Y8AsgTpgAmY7PhCfg==
example.com
-example.com
EUR
EUX
4111 1111 1111 1111
4111 1111 1111 1112
DE89370400440532013000
DE88370400440532013000
2024-02-29
2023-02-29
24-01-01
12:30
12:30:15
12:30:15.123
24:00:00
2024-01-01T00:00:00Z
2024-01-01T00:00Z
2024-01-01T00:00:00
2024-01-01T00:00:00.123
2024-01-01T00:00:00.123Z
2024-01-01T00:00:00+02:00
2024-01-01T00:00:00+0200
2023-02-29T00:00:00Z
P1D
P1W
P1W2D
-P1D
P
PT1.5S
`).concat(
  " https://x.io",
  "https://x.io\n",
  "https://x\t.io",
  "\u00a0https://x.io",
  "https://x.io\u2003",
);

function lines(text: string): readonly string[] {
  return text.trim().split("\n");
}
