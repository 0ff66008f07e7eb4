import {
  Button,
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadLogo,
  MastheadMain,
  MastheadToggle,
  Nav,
  NavItem,
  NavList,
  Page,
  PageSidebar,
  PageSidebarBody,
  PageToggleButton,
  SkipToContent,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
} from '@patternfly/react-core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useSession } from '../session/SessionProvider';
import { Choice } from './Choice';
import { choose, LANGUAGES, type Language } from '../i18n';
import logo from './caelum.svg';
import './shell.css';

const MAIN = 'main-content';

/** What is around every page: name, navigation, project, language, user. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Page
      masthead={<Top />}
      sidebar={<Side />}
      isManagedSidebar
      mainContainerId={MAIN}
      skipToContent={<SkipToContent href={`#${MAIN}`}>{t('shell.skip')}</SkipToContent>}
    >
      {children}
    </Page>
  );
}

function Top() {
  const { t } = useTranslation();
  return (
    <Masthead>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton isHamburgerButton aria-label={t('shell.navigation')} />
        </MastheadToggle>
        <MastheadBrand>
          <MastheadLogo component={(props) => <Link {...props} to="/traces" />}>
            <span className="caelum-brand">
              <img src={logo} alt="" width={32} height={32} />
              Caelum
            </span>
          </MastheadLogo>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isStatic isFullHeight>
          <ToolbarContent>
            <ToolbarItem>
              <ProjectChoice />
            </ToolbarItem>
            <ToolbarGroup align={{ default: 'alignEnd' }}>
              <ToolbarItem>
                <LanguageChoice />
              </ToolbarItem>
              <ToolbarItem>
                <User />
              </ToolbarItem>
            </ToolbarGroup>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  );
}

function Side() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <PageSidebar>
      <PageSidebarBody>
        <Nav aria-label={t('shell.navigation')}>
          <NavList>
            <NavItem isActive={pathname.startsWith('/traces')}>
              <Link to="/traces">{t('traces.title')}</Link>
            </NavItem>
          </NavList>
        </Nav>
      </PageSidebarBody>
    </PageSidebar>
  );
}

function ProjectChoice() {
  const { t } = useTranslation();
  const { session, useProject: change, fail } = useSession();
  const [busy, setBusy] = useState(false);
  return (
    <Choice
      label={t('shell.project')}
      value={session.scoped.project.id}
      options={session.projects.map((project) => ({ value: project.id, label: project.name }))}
      isDisabled={busy}
      onChoose={(project) => {
        setBusy(true);
        change(project)
          .catch(fail)
          .finally(() => setBusy(false));
      }}
    />
  );
}

function LanguageChoice() {
  const { t, i18n } = useTranslation();
  return (
    <Choice
      label={t('shell.language')}
      value={i18n.language}
      options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label, lang: value }))}
      onChoose={(language) => choose(language as Language)}
    />
  );
}

function User() {
  const { t } = useTranslation();
  const { session, logOut } = useSession();
  return (
    <span className="caelum-user">
      {session.scoped.userName}
      <Button variant="link" onClick={logOut}>
        {t('shell.logOut')}
      </Button>
    </span>
  );
}
