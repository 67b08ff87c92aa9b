import { cli as cliEn } from './en/cli.ts';
import { cliQuestion as cliQuestionEn } from './en/cli-question.ts';
import { connectors as connectorsEn } from './en/connectors.ts';
import { doctor as doctorEn } from './en/doctor.ts';
import { domain as domainEn } from './en/domain.ts';
import { fileColumn as fileColumnEn } from './en/file-column.ts';
import { files as filesEn } from './en/files.ts';
import { graphql as graphqlEn } from './en/graphql.ts';
import { imports as importsEn } from './en/import.ts';
import { importDeclaration as importDeclarationEn } from './en/import-declaration.ts';
import { importMapping as importMappingEn } from './en/import-mapping.ts';
import { importPackage as importPackageEn } from './en/import-package.ts';
import { importRule as importRuleEn } from './en/import-rule.ts';
import { inference as inferenceEn } from './en/inference.ts';
import { odata as odataEn } from './en/odata.ts';
import { server as serverEn } from './en/server.ts';
import type { Locale } from './locale.ts';
import { cli as cliZh } from './zh-hans/cli.ts';
import { cliQuestion as cliQuestionZh } from './zh-hans/cli-question.ts';
import { connectors as connectorsZh } from './zh-hans/connectors.ts';
import { doctor as doctorZh } from './zh-hans/doctor.ts';
import { domain as domainZh } from './zh-hans/domain.ts';
import { fileColumn as fileColumnZh } from './zh-hans/file-column.ts';
import { files as filesZh } from './zh-hans/files.ts';
import { graphql as graphqlZh } from './zh-hans/graphql.ts';
import { imports as importsZh } from './zh-hans/import.ts';
import { importDeclaration as importDeclarationZh } from './zh-hans/import-declaration.ts';
import { importMapping as importMappingZh } from './zh-hans/import-mapping.ts';
import { importPackage as importPackageZh } from './zh-hans/import-package.ts';
import { importRule as importRuleZh } from './zh-hans/import-rule.ts';
import { inference as inferenceZh } from './zh-hans/inference.ts';
import { odata as odataZh } from './zh-hans/odata.ts';
import { server as serverZh } from './zh-hans/server.ts';

const en = {
  ...domainEn,
  ...graphqlEn,
  ...serverEn,
  ...odataEn,
  ...filesEn,
  ...fileColumnEn,
  ...connectorsEn,
  ...importsEn,
  ...importDeclarationEn,
  ...importMappingEn,
  ...importPackageEn,
  ...importRuleEn,
  ...inferenceEn,
  ...cliEn,
  ...cliQuestionEn,
  ...doctorEn,
} as const;

export type Messages = typeof en;
export type MessageId = keyof Messages;

/** Every message in every language, as ICU MessageFormat. English names the messages; the other catalogues have the same ids. */
export const CATALOGUES: Readonly<Record<Locale, Readonly<Record<MessageId, string>>>> = {
  en,
  'zh-Hans': {
    ...domainZh,
    ...graphqlZh,
    ...serverZh,
    ...odataZh,
    ...filesZh,
    ...fileColumnZh,
    ...connectorsZh,
    ...importsZh,
    ...importDeclarationZh,
    ...importMappingZh,
    ...importPackageZh,
    ...importRuleZh,
    ...inferenceZh,
    ...cliZh,
    ...cliQuestionZh,
    ...doctorZh,
  },
};
