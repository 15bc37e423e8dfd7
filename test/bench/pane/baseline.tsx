/// <reference types="office-js" />
import { createRoot } from 'react-dom/client';
import { Button, FluentProvider, webLightTheme } from '@fluentui/react-components';

/** The least that a pane of this kind can do: the same office.js, the subject, one button of the same library. */
async function open(): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no root');
  await Office.onReady();
  const subject = (Office.context.mailbox.item as Office.MessageRead).subject;
  createRoot(root).render(<FluentProvider theme={webLightTheme}><Button appearance="primary" data-baseline="">{subject}</Button></FluentProvider>);
}

void open();
