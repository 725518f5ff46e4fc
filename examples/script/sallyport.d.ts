/** What sallyport.js puts on the page. */
declare const Sallyport: typeof import("@sallyport/client") &
  typeof import("@sallyport/client/memory") &
  typeof import("@sallyport/client/header");
